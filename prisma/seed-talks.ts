/**
 * Conversations, one line per message: `name: text`, or `name> text` where it quotes the line before, and `name>2 text`
 * where it quotes the second line of the talk. Slots such as {plant} are filled from SLOTS, with the same word
 * throughout a talk. A talk whose first line is `*` is the last one of its room and takes place once, today. In
 * OTHER_TALKS the speakers are called a and b.
 */
export const ROOM_TALKS: Record<string, readonly string[]> = {
  General: [
    `grace: Good morning, house ☕
zoe: Morning! Who left the bicycle in the hallway? I nearly met it in the dark.
jonas: Meins, Entschuldigung! Ich stelle es gleich in den Keller.
zoe> Danke dir 🙂
ada: There is room in the shed again, by the way. I took the old boxes to the recycling yard.`,
    `sofia: ¿Alguien ha visto mis llaves? Llavero amarillo, con un limón.
grace: Sofía, ¡están en el cuenco de la entrada! Las encontré en la escalera.
sofia> Me salvas la vida, gracias 🍋
grace: De nada. El limón ayudó.`,
    `amina: Quelqu’un est là {jour} vers {hour} ? Le plombier doit passer pour la douche du deuxième.
leila: Je suis là toute la matinée, je peux lui ouvrir.
amina> Parfait, merci Leïla ! Je te laisse son numéro sur le frigo.
leila: C’est noté.`,
    `olena: Всем привет! В {hour} на кухне разбираем коробки с книгами, нужны руки.
noam: Я приду, только с собакой 🐕
olena> Собака тоже считается.
noam: Она лучше всех читает обложки.`,
    `leila: صباح الخير، هل يعرف أحد متى يأتي موعد جمع الورق؟
amina: صباح النور! يوم الخميس، الساعة السابعة صباحًا.
leila> شكرًا، سأخرج الصناديق مساء الأربعاء.
noam: وأنا أساعدك في حملها.`,
    `noam: מישהו יורד לחנות? נגמר לנו החלב.
leila: אני יוצאת בעוד עשר דקות. עוד משהו?
noam> לחם, אם נשאר. תודה!
leila: נשאר. קניתי גם זיתים 🫒`,
    `mei: 请问洗衣机现在有人用吗？
min-jun: 我的还有二十分钟，好了告诉你。
mei> 好的，不着急，谢谢！
min-jun: 洗好了，我已经拿出来了。`,
    `min-jun: I bake on {day}. Who wants a loaf? I can make {n}.
ada: One for me please, the dark one.
kenji: I would like one too. Thank you!
grace> Me too, if there is one left. Otherwise I’ll just smell it.
min-jun: Three so far. They come out at {hour}.`,
    `jonas: Am {tag} kommt der Schornsteinfeger, zwischen {hour} und abends. Ist jemand zu Hause?
zoe: Ich bin da, ich arbeite oben.
jonas> Super. Er braucht nur zehn Minuten am Ofen.
zoe: Wie letztes Jahr. Ich mache ihm einen Kaffee.`,
    `ada: The internet will be gone for an hour on {day}, from {hour}. They change the cable in our street.
grace: Finally! Then I’ll read the book I keep carrying around.
zoe: An hour without email. I’ll manage. Probably.
ada> I believe in you.`,
    `kenji: A parcel for 김민준 is at the door. It is heavy, so I left it under the stairs.
min-jun: That is the flour! Thank you, @kenji 🙏
kenji> 12 kg of flour?
min-jun: You will see.`,
    `*
zoe: The first photos from Saturday are up on the wall by the stairs. Have a look, there is one of everybody 📷
sofia: ¡Qué bonitas! ¿Puedo llevarme una para mi madre?
zoe> Of course, take the one with the cake.
amina: J’adore celle de Kenji avec l’arrosoir 😄
kenji: あの写真は内緒にしてください。
jonas: Zu spät, sie hängt schon am Kühlschrank.
grace: Quick question for tonight: film at eight in the common room, in whichever language wins the vote?
olena: Я за французский, с субтитрами.
leila: وأنا أيضًا، فيلم فرنسي من فضلكم 🍿
mei: 我带爆米花，大家八点见！
ada> French it is then, with subtitles. I’ll set up the projector at half past seven.
noam: מצוין, אני מביא כיסאות מהגינה.
grace: Thank you all, this is the easiest vote we ever had.`,
  ],
  Announcements: [
    `grace: **House meeting on {day} at {hour}**, in the kitchen. Please add what you want to talk about to the list on the door.
amina: Je ne serai rentrée qu’à vingt heures, je peux appeler ?
grace> Yes, we’ll put you on the loudspeaker.
jonas: Ich bringe Protokoll und Kekse mit.`,
    `ada: Visitors on {day}: a group from the library wants to see how we share the workshop. They are {n} people.
zoe: I can show them round.
ada> Thank you! They come at {hour}.`,
    `jonas: Der Zähler für Wasser wird am {tag} abgelesen. Bitte den Keller frei lassen.
olena: Коробки из подвала я вчера убрала.
jonas> Danke, Olena!`,
    `amina: La banque a changé notre numéro de compte. Le nouveau est affiché dans le bureau, merci de corriger vos virements avant {jour}.
leila: C’est fait pour moi.
sofia: Hecho también, gracias por avisar.`,
    `*
grace: Minutes of yesterday’s meeting:\\n\\n- the roof gets its new gutter in **May**, Jonas has the offer\\n- Wednesday dinner stays on Wednesday (eleven to one)\\n- Mei paints the gate, in a colour we have *almost* agreed on
mei: 绿色最好看，我坚持 😊
zoe: Almost agreed means green. I know when I have lost.
jonas: Das Angebot für die Rinne liegt im Büro, wer es lesen mag.
ada: Thank you for writing it down, @grace.
kenji: 議事録、ありがとうございます。`,
  ],
  Garden: [
    `ada: The {plant} are coming up! First leaves this morning.
amina: Déjà ? On les avait semés il y a dix jours à peine.
ada> The greenhouse does wonders. Come and see.
kenji: I will bring tea 🍵`,
    `jonas: Wer gießt am {tag}? Ich bin unterwegs.
zoe: Mach ich, kein Problem. Auch das Gewächshaus?
jonas> Ja bitte, die {gemuese} dort besonders.
zoe: Alles klar.`,
    `amina: Les {legume} sont mûres, servez-vous avant que les merles ne s’en chargent.
leila: J’en prends un panier pour ce soir, merci !
amina> Prends-en deux, il y en a trop.
leila: Alors je fais de la confiture.`,
    `sofia: Hay que recoger {verdura} ya, mañana dan lluvia.
grace: Bajo en diez minutos con dos cestas.
sofia> ¡Perfecto! Yo llevo la escalera.
grace: Cuatro kilos. Cenamos huerto toda la semana.`,
    `noam: הקומפוסט התמלא. מישהו יכול לעזור להפוך אותו היום?
leila: אני, אחרי הצהריים. להביא את הקלשון?
noam> כן, בבקשה. הוא במחסן מאחורי הסולם.
leila: אוקיי, נפגש ב־{hour}.`,
    `kenji: The plum tree has a problem, I think. The leaves look curled. What do you think?
grace: Aphids. Ladybirds love them. Give it a week before doing anything.
kenji> A week passed. The ladybirds came!
grace: They always do 🐞`,
    `olena: Посадила чеснок вдоль забора. Пожалуйста, не выпалывайте, это не сорняк 🙂
noam: Подпишу табличку, а то я себя знаю.
olena> Спасибо! Лучше две.`,
    `mei: {zhou}我想给花坛换土，谁有空帮忙？
min-jun: 我可以，{hour}以后都行。
mei> 太好了，那就{hour}在后门见。`,
    `zoe: How much water does a {plant} bed really need? I feel like I am either drowning it or starving it.
ada: Stick a finger in. Dry to the second knuckle: water. Otherwise leave it.
zoe> Finger to be added to the tool list, got it.
ada: It is the cheapest tool we have.`,
    `*
amina: Premières fraises de la saison 🍓 Il y en a onze, donc une chacun et Grace deux fois zéro.
grace: I saw that! I planted those.
amina> Justement, le jardinier passe en dernier 😄
ada: The rain barrel is full again after last night. {num} days of water, I would say.
jonas: Die Bohnen haben den Sturm auch überstanden, ich habe sie neu angebunden.
sofia: ¿Alguien puede mirar el invernadero a mediodía? Va a hacer mucho calor.
kenji: I am there at noon, I will open the windows.
sofia> ¡Gracias, Kenji!
leila: النعناع كثير جدًا هذا الأسبوع، خذوا منه ما شئتم 🌿
noam> לקחתי חבילה לתה, תודה!`,
  ],
  Kitchen: [
    `zoe: Wednesday dinner: I make {dish}. Who is in?
min-jun: In!
sofia: Yo también, y llevo ensalada.
ada> Me too. Shall I bring bread?
zoe: Yes please. We are {n} so far.`,
    `amina: Qui a pris la grande marmite ?
leila: C’est moi, pardon ! Elle est propre, je la redescends.
amina> Pas de souci, je fais {plat} pour douze demain.
leila: Alors garde-moi une assiette !`,
    `jonas: Heute gibt es {gericht}, um {hour}. Es ist genug für alle da.
zoe: Ich komme! Soll ich was mitbringen?
jonas> Nur Hunger.
ada: Das kann ich auch 🙋`,
    `sofia: He hecho {plato}, hay para seis. A las ocho en la mesa grande.
grace: ¡Voy! Huele hasta en la escalera.
sofia> Ese era el plan 😌`,
    `leila: من يريد أن يتعلم عمل الخبز معي يوم الجمعة؟
amina: أنا! ماذا أحضر؟
leila> كيلو طحين وصبرًا كثيرًا 😄
noam: وأنا سآكل، هذا أيضًا عمل.`,
    `olena: Варю борщ на всех. Сметану кто-нибудь купит?
noam: Куплю по дороге, буду в {hour}.
olena> Возьми две, в прошлый раз не хватило.
noam: Понял, три.`,
    `min-jun: {yoil} 저녁에 {bansang} 만들어요. 같이 드실 분?
kenji: 저요! 김치도 있어요?
min-jun> 물론이죠, 작년에 담근 거 있어요.
kenji: 그럼 밥은 제가 할게요.`,
    `mei: 今晚我包{cai}，需要一个帮手。
min-jun: 我来！几点开始？
mei> {hour}，先洗手再聊天 😄
min-jun: 遵命。`,
    `kenji: 明日は{ryori}を作ります。食べたい人はいますか？
ada: はい！手伝いますよ。
kenji> ありがとうございます。では{hour}に台所で。`,
    `grace: Somebody fed the sourdough twice. It is climbing out of the jar.
zoe: Oh no. That was me, and apparently also somebody else.
min-jun: Me. Sorry. It looked hungry.
grace> It is called Audrey and it is *always* hungry. Feeding list on the fridge from now on.`,
    `ada: The dishwasher beeps four times and stops. Does anyone know what four beeps mean?
jonas: Filter. Einmal rausdrehen und ausspülen, dann läuft sie wieder.
ada> That was it, thank you! There was an olive in it.
leila: My apologies to the olive 🫒`,
    `*
sofia: Para la cena de hoy somos nueve: arroz al horno, y de postre lo que traiga Min-jun.
min-jun: Honey cake 🍯 It is in the oven now, nobody open the door please.
jonas: Ich hatte die Hand schon am Griff.
min-jun> Jonas!
kenji: お皿は私が並べますね。
amina: J’apporte le fromage, comme d’habitude, et comme d’habitude il y en aura trop.
grace: There is no such thing as too much cheese, Amina.
olena> Согласна с Грейс. И хлеб я уже испекла.
ada: I can do the dishes tonight, with whoever loses at cards.
noam: אז אני, כרגיל 🃏`,
  ],
  Design: [
    `zoe: First draft of the poster for {poster}. I used {colour} from the sign at the gate.
mei: 很喜欢！标题能不能再大一点？
zoe> Yes, one step up. New version on the table tonight.
sofia: Me encanta. Se lee bien desde el otro lado de la calle.`,
    `sofia: ¿Qué letra usamos para el cartel de {poster}? La de la última vez se leía fatal de lejos.
grace: Something with a large x-height. Zoë knows.
zoe> I always do 😌 I’ll print two samples, we hang them in the hall and walk away from them.
sofia: Ciencia de verdad.`,
    `jonas: Auf der Website steht noch die alte Telefonnummer.
zoe: Danke, hab ich geändert. Siehst du noch mehr?
jonas> Die Öffnungszeiten der Werkstatt: bis 18 Uhr, nicht 17.
zoe: Auch erledigt ✅`,
    `mei: 我画了三个新标志的草图，放在画室门口，大家可以投票。
min-jun: 我投第二个，像一片叶子。
mei> 它就是一片叶子 🍃
kenji: 私も二番が好きです。`,
    `amina: Pour le dépliant, on met le plan du jardin au dos ?
leila: Oui, et l’accès en tram. Les gens demandent toujours.
amina> Bonne idée. Je cherche l’ancien plan.
zoe: I have it as a vector file, I’ll put it in the folder.`,
    `ada: Small thing about the sign-up form: on my phone the button is below the keyboard, so nobody finds it.
zoe: Oof. Which phone?
ada> A small one. I moved the button above the optional questions, and now it fits.
zoe: Obvious once you see it. Thank you!`,
    `*
zoe: Two directions for the summer party:\\n\\n1. **Lanterns**: dark blue, warm lights, hand-drawn letters\\n2. **Fruit**: bright, cut paper, very big type
mei: 我更喜欢灯笼，晚上的感觉。
sofia: A mí la fruta me da hambre, y eso es bueno para una fiesta 🍉
jonas: Von weitem gewinnt das Obst, von nahem die Laternen.
zoe> Then lanterns for the programme and fruit for the street. Everybody wins.
kenji: とても良いと思います。
amina: Et le texte en six langues, il rentre ?
zoe> If the titles stay short: yes. I tried it with Arabic and Hebrew on the right, they look lovely.
leila: جميل جدًا، شكرًا لأنك فكرت في ذلك 💛
ada: Lanterns and fruit it is. When do you need the final words, @zoe?`,
  ],
  "Repair café": [
    `grace: Somebody brought {thing}. It hums but does not turn on. Ideas?
kenji: Please check the fuse first, then the switch.
grace> The fuse! It was the fuse. It is always the fuse.
kenji: Not always. But often 🙂`,
    `jonas: Ich habe einen {ding} auf dem Tisch, bei dem ich nicht weiterkomme. Wer hat einen feinen Lötkolben?
ada: Ich, im oberen Fach links. Nimm die dünne Spitze.
jonas> Gefunden, danke. Läuft wieder!
ada: Sehr schön. Ein {ding} weniger im Müll.`,
    `leila: Une dame a apporté un {objet} de 1974. On a encore des pièces ?
amina: Regarde dans le tiroir marqué « mystère ».
leila> Incroyable, il y en avait une !
amina: Ce tiroir ne m’a jamais déçue.`,
    `olena: Сколько человек записалось на субботу?
noam: Пока {num}, и ещё двое с велосипедами.
olena> Тогда я возьму велосипеды.
noam: Насос у меня, принесу.`,
    `sofia: Falta hilo gris para las máquinas de coser. ¿Compro yo?
grace: Sí, por favor, y agujas del 80. La caja está en el armario.
sofia> Apuntado.`,
    `min-jun: We fixed {n} things today and failed at two. One of them was a hair dryer full of sand.
zoe: Sand?
min-jun> She dries her hair at the beach, she said.
zoe: Respect.`,
    `*
kenji: Numbers for Saturday: 23 visitors, 19 repaired, 3 to come back, and one toaster at peace.
jonas: Der Toaster hat gekämpft. Ruhe in Frieden 🕯️
grace: Nineteen of twenty-three is our best day so far!
olena> Рекорд! В прошлый раз было четырнадцать.
amina: Le monsieur à la radio est revenu nous remercier avec un gâteau.
noam: אפשר לתקן לו עוד משהו? העוגה הייתה מצוינת.
ada: Next time we need a second table for bicycles. Can we borrow the one from the studio, @mei?
mei: 可以，我那天用不到。`,
  ],
  日本語: [
    `kenji: 今週の言葉は「木漏れ日」です。
ada: きれいな言葉ですね。英語にはありません。
kenji> そうですね。庭で毎朝見られますよ。
min-jun: 韓国語では「볕뉘」と言います。近いと思います。`,
    `min-jun: 「食べられる」と「食べれる」、どちらを使いますか？
kenji: 話す時は「食べれる」も多いですが、書く時は「食べられる」がいいです。
min-jun> なるほど、ありがとうございます！
mei: 私もいつも迷います。`,
    `ada: {youbi}の{hour}に日本語で話しませんか？
mei: いいですね。お茶を持っていきます。
kenji> では縁側で。お菓子は任せてください。
ada: 楽しみにしています 🍡`,
    `mei: 「宜しく」は漢字で書いた方がいいですか？
kenji: 平仮名の方が柔らかくて、普段はよく使います。
mei> 分かりました。よろしくお願いします 😊`,
    `kenji: {ryori}の作り方を書きました。台所の壁に貼ってあります。
min-jun: 読みました！「少々」はどのくらいですか？
kenji> 指二本でつまむくらいです。
min-jun: 私の指は大きいです…`,
    `*
kenji: 来月、京都から友達が来ます。みんなに会いたいそうです。
ada: ぜひ！どんな方ですか？
kenji> 陶芸家です。小さな器を作ってくれるかもしれません。
mei: 画室を使ってください。窯はありませんが、机は大きいです。
min-jun: 私はパンを焼きます。器に入れて食べましょう。
ada: 日本語をもっと練習しないと 😅
kenji> もう十分上手ですよ。`,
  ],
  Organisers: [
    `grace: The insurance wants a list of everything in the workshop that is worth more than 200. Who knows?
jonas: Ich mache die Liste, ich habe fast alles davon schon zerlegt.
grace> Perfect, and slightly worrying. By {day}?
jonas: Passt.`,
    `amina: Le solde est bon : il nous reste un peu plus que prévu ce mois-ci.
ada: Good news! Shall we put it aside for the gutter?
amina> Oui, je propose exactement ça.
zoe: +1`,
    `zoe: Two people asked about the free room. They could come for tea on {day}.
ada: {hour} works for me.
grace: For me too. I’ll tell the others at dinner.
zoe> Lovely, I write to them.`,
    `ada: Does everybody have their key to the shed? I count four of five.
jonas: Mir fehlt keiner.
amina: C’est moi ! Il est au fond de mon sac depuis mars.
ada> Found, thank you. Five of five.`,
    `*
jonas: Das Angebot für die Dachrinne ist da: 2.340, mit Gerüst. Start in der zweiten Maiwoche.
amina: C’est moins que je craignais. La réserve suffit.
grace: Then let’s sign. Objections until tonight?
zoe: None from me.
ada> None. I’ll tell the neighbours about the scaffolding.
grace: Signed and sent. Thank you, Jonas, for asking three firms.
jonas: Der vierte hat nur aufgelegt.`,
  ],
};

/** The direct chats of these pairs. All other pairs use OTHER_TALKS. */
export const PAIR_TALKS: readonly { between: readonly [string, string]; talks: readonly string[] }[] = [
  {
    between: ["ada", "grace"],
    talks: [
      `ada: Lunch at one? I need to get away from my desk.
grace: Yes! Soup or sandwiches?
ada> Soup. It is a soup day.
grace: See you at the gate.`,
      `grace: I found a moth in the projector. A real one.
ada: You are making this up.
grace> It is taped into my notebook, as proof.
ada: Of course it is 😄`,
      `ada: Can you read over my talk for {day}? It is {n} pages, and the second half is rough.
grace: Send it, I’ll do it on the train.
ada: Thank you! Be merciless.
grace> You know me.`,
    ],
  },
  {
    between: ["jonas", "zoe"],
    talks: [
      `jonas: Kommst du {tag} mit klettern?
zoe: Gern, aber ich bin aus der Übung.
jonas> Ich auch, dann sind wir gleich langsam.
zoe: {hour} an der Halle?
jonas: Perfekt.`,
      `zoe: Wie heißt nochmal das Wort für „leftovers“?
jonas: Reste. Warum?
zoe> Weil ich deine gegessen habe 🙈
jonas: Das erklärt einiges.`,
    ],
  },
  {
    between: ["amina", "leila"],
    talks: [
      `amina: Tu as bien dormi malgré l’orage ?
leila: Comme une pierre. Et toi ?
amina> Pas du tout, mais j’ai fini mon livre.
leila: Prête-le-moi, alors !`,
      `leila: وصلت الرسالة من المدرسة، قبلوا المشروع!
amina: مبروك يا ليلى! هذا خبر رائع 🎉
leila> شكرًا لمساعدتك في الترجمة.
amina: نحتفل غدًا على العشاء.`,
    ],
  },
  {
    between: ["sofia", "grace"],
    talks: [
      `sofia: ¿Nos vemos {dia} para practicar? Tú inglés y yo español.
grace: Claro, ¿a las {hour} en el jardín?
sofia> Perfecto. Trae tus subjuntivos.
grace: Ojalá los tuviera 😅
sofia: ¡Acabas de usar uno!`,
    ],
  },
  {
    between: ["noam", "leila"],
    talks: [
      `noam: איך היה הראיון?
leila: טוב מאוד, אני חושבת. שאלו הרבה על הגינה!
noam> בטח סיפרת להם על הקומפוסט.
leila: עשר דקות שלמות 😄`,
    ],
  },
  {
    between: ["olena", "noam"],
    talks: [
      `olena: Ты завтра гуляешь с собакой утром?
noam: Да, часов в восемь. Пойдёшь с нами?
olena> С удовольствием, возьму термос.
noam: Тогда встретимся у ворот 🐕`,
    ],
  },
  {
    between: ["kenji", "min-jun"],
    talks: [
      `min-jun: 이번 주말에 시장 갈래요?
kenji: 좋아요. 몇 시에요?
min-jun> {yoil} 말고 토요일 열 시요.
kenji: 네, 장바구니 가져갈게요.`,
      `kenji: 昨日のパン、本当においしかったです。
min-jun: ありがとうございます！次は胡麻を入れてみます。
kenji> 楽しみです。`,
    ],
  },
  {
    between: ["mei", "min-jun"],
    talks: [
      `mei: 你的中文进步很快！
min-jun: 谢谢，多亏你教我。
mei> {zhou}继续上课？
min-jun: 好，我请你喝茶 🍵`,
    ],
  },
];

/** Talks in English, which both people of such a pair speak. */
export const OTHER_TALKS: readonly string[] = [
  `a: Do you still have my umbrella?
b: Yes, it is drying in the hall. I’ll put it at your door.
a> No hurry, the sun is out.
b: For now 🌦️`,
  `a: Thank you for yesterday, that was a lovely evening.
b: It was! We should do that more often.
a> Next {day}?
b: I’ll cook.`,
  `a: Quick one: what was the name of the shop with the good screws?
b: Behind the station, the one with the green door.
a> Ah, of course. Thanks!
b: Say hello from me.`,
  `a: Are you coming to the concert?
b: Yes, I have two tickets. Do you want to join?
a> I would love to!
b: {hour} at the tram stop, then.`,
];
