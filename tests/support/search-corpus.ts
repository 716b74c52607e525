/** Messages in many languages, one on each line, and what searches find among them, as parts of the messages' own texts. */
export const CORPUS = `
The quick brown fox jumps over the lazy dog
Deploy of v2.14.3 to 192.168.0.17 failed at 10:30
See ticket #1234 and #12 in the C++ port of foo_bar
Mail ada.lovelace@example.org or grace@example.com please
https://parley.example/rooms/garden?tab=files#top has the plan
I can't find the café's résumé, naïve as I am
Lunch at 12? I'm in 👍🏽
The build is green again 🎉🎉
Who has the key to room 42a?
Never gonna give you up
Die Straße ist heute gesperrt, fahrt über den Fußweg
Der Donaudampfschifffahrtskapitän hat Geburtstag
Das Großmaul schrieb STRASSE mit zwei S
Können wir die Übergabe auf Freitag verschieben?
Der Einkaufszettel liegt in der Küche
Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz
L'élève a mangé une crêpe près de la forêt
Où est passé le cœur de l'œuvre ?
Ça va très bien, merci à tous
Tiếng Việt có nhiều dấu thanh khác nhau
Hôm nay trời đẹp quá, đi cà phê không?
Nguyễn Văn An gửi báo cáo rồi
İstanbul'da ılık bir akşam
IŞIK açık mı, kapalı mı?
Diyarbakır'dan gelen ığdır elması
Η Ελλάδα είναι όμορφη το καλοκαίρι
Ο δρόμος προς την ΟΔΟΣ Ερμού
Καλημέρα σε όλους
Привет, как дела сегодня?
Ёлка стоит в углу комнаты
Программист написал новый код
مرحبا كيف حالك اليوم
السَّلامُ عَلَيْكُمْ ورحمة الله
ذهبت إلى المدرسة صباحا
שלום לכולם, מה שלומכם?
בְּרֵאשִׁית בָּרָא אֱלֹהִים
הפגישה נדחתה למחר
नमस्ते, आप कैसे हैं?
हिन्दी में खोज करना आसान है
कल बैठक दस बजे होगी
สวัสดีครับ วันนี้อากาศดีมาก
ประชุมพรุ่งนี้เวลาสิบโมง
ฉันชอบกินข้าวผัดกุ้ง
我们明天在北京开会
请把文件发给产品经理
天气很好适合去公园散步
中文搜索应该找到每一个词
東京タワーで待ち合わせしましょう
ﾃｽﾄは半角カタカナです
ありがとうございます、がんばってください
会議の資料を送ってください
한국어 검색도 잘 되어야 합니다
내일 서울에서 회의가 있습니다
안녕하세요 반갑습니다
🇩🇪 gegen 🇫🇷 heute um 20 Uhr
Das Team 👩‍💻 hat ❤️ und Geduld
**bold** words and \`code_with(parens)\` in a [manual](https://docs.example/start)
e\u0301cole written with a combining accent
ﬁne ligatures and Ｆｕｌｌ ｗｉｄｔｈ
`
  .trim()
  .split("\n");

/** A query, and a part of each message that it finds. */
export const EXPECTED: [query: string, finds: string[]][] = [
  ["fox", ["quick brown fox"]],
  ["QUICK dog", ["quick brown fox"]],
  ["fox cat", []],
  ["rown", ["quick brown fox"]],
  ['"lazy dog"', ["quick brown fox"]],
  ['"dog lazy"', []],
  ['"row"', []],
  ["jum", ["quick brown fox"]],
  ["192.168.0.17", ["192.168.0.17"]],
  ["168.0", ["192.168.0.17"]],
  ["v2.14", ["192.168.0.17"]],
  ["10:30", ["192.168.0.17"]],
  ["#1234", ["ticket #1234"]],
  ["#12", ["ticket #1234"]],
  ["C++", ["C++ port"]],
  ["foo_bar", ["C++ port"]],
  ["bar port", ["C++ port"]],
  ["ada.lovelace@example.org", ["Mail ada"]],
  ["lovelace", ["Mail ada"]],
  ["example.org", ["Mail ada"]],
  ["rooms/garden", ["parley.example"]],
  ["tab=files", ["parley.example"]],
  ["cafe", ["café's"]],
  ["café", ["café's"]],
  ["resume", ["café's"]],
  ["can’t", ["can't find"]],
  ["👍", ["I'm in"]],
  ["🎉", ["green again"]],
  ["42", ["room 42a"]],
  ["42a", ["room 42a"]],
  ["gonna -give", []],
  ["gonna -take", ["Never gonna"]],
  ["strasse", ["Die Straße", "STRASSE"]],
  ["Straße", ["Die Straße", "STRASSE"]],
  ["fussweg", ["Fußweg"]],
  ["kapitan", ["kapitän"]],
  ["dampfschiff", ["kapitän"]],
  ["zettel", ["Einkaufszettel"]],
  ["kuche", ["Einkaufszettel"]],
  ["ubergabe", ["Übergabe"]],
  ["überwachung", ["Rindfleisch"]],
  ["eleve crepe", ["L'élève"]],
  ["foret", ["L'élève"]],
  ["coeur", ["cœur"]],
  ["œuvre", ["cœur"]],
  ["ca va", ["Ça va"]],
  ["tieng viet", ["Tiếng Việt"]],
  ["dau thanh", ["Tiếng Việt"]],
  ["ca phe", ["cà phê"]],
  ["nguyen", ["Nguyễn"]],
  ["istanbul", ["İstanbul"]],
  ["ışık", ["IŞIK"]],
  ["isik", ["IŞIK"]],
  ["DIYARBAKIR", ["Diyarbakır"]],
  ["ελλαδα", ["Η Ελλάδα"]],
  ["οδός", ["ΟΔΟΣ"]],
  ["δρομος", ["ΟΔΟΣ"]],
  ["привет", ["Привет"]],
  ["елка", ["Ёлка"]],
  ["грамм", ["Программист"]],
  ["مرحبا", ["مرحبا"]],
  ["السلام عليكم", ["السَّلامُ"]],
  ["المدرسه", ["المدرسة"]],
  ["שלום", ["שלום לכולם"]],
  ["בראשית", ["בְּרֵאשִׁית"]],
  ["नमस्ते", ["नमस्ते"]],
  ["खोज", ["हिन्दी"]],
  ["बैठक", ["बैठक"]],
  ["อากาศ", ["อากาศดี"]],
  ["พรุ่งนี้", ["ประชุม"]],
  ["ข้าว", ["ข้าวผัด"]],
  ["北京", ["北京开会"]],
  ["产品经理", ["产品经理"]],
  ["公园", ["公园散步"]],
  ["词", ["每一个词"]],
  ["北会", []],
  ["東京", ["東京タワー"]],
  ["タワー", ["東京タワー"]],
  ["テスト", ["半角カタカナ"]],
  ["ﾀﾜｰ", ["東京タワー"]],
  ["かんばって", []],
  ["がんばって", ["がんばって"]],
  ["資料", ["会議の資料"]],
  ["검색", ["한국어 검색"]],
  ["서울", ["서울에서"]],
  ["안녕하세요", ["안녕하세요"]],
  ["🇩🇪", ["gegen"]],
  ["🇫🇷 heute", ["gegen"]],
  ["👩", ["Das Team"]],
  ["❤", ["Das Team"]],
  ["bold", ["**bold**"]],
  ["code_with", ["**bold**"]],
  ["docs.example", ["**bold**"]],
  ["école", ["written with a combining"]],
  ["ecole", ["written with a combining"]],
  ["fine full width", ["ﬁne"]],
  ['" OR 1=1 --', []],
  ["NEAR(a b)", []],
  ["terms:fox", []],
  ["fox*", []],
  ["a' & !b | c:*", []],
];
