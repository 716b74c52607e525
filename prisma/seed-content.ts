/**
 * The people and rooms of `npm run seed`: a shared house with a garden, a kitchen and a workshop, whose people speak
 * their own languages. Their conversations are in seed-talks.ts.
 */
export const PEOPLE = [
  { username: "ada", displayName: "Ada Lovelace", statusText: "Ask me about the engine" },
  { username: "grace", displayName: "Grace Hopper", statusText: "Looking for moths" },
  { username: "mei", displayName: "李梅", statusText: "在画室" },
  { username: "amina", displayName: "Amina Diallo", statusText: "En déplacement jusqu’à jeudi" },
  { username: "kenji", displayName: "佐藤 健二", statusText: "京都" },
  { username: "sofia", displayName: "Sofía Marín", statusText: "" },
  { username: "noam", displayName: "נועם לוי", statusText: "" },
  { username: "leila", displayName: "ليلى حداد", statusText: "في اجتماع" },
  { username: "jonas", displayName: "Jonas Weber", statusText: "Urlaub ab Freitag 🏔️" },
  { username: "olena", displayName: "Олена Шевчук", statusText: "" },
  { username: "min-jun", displayName: "김민준", statusText: "" },
  { username: "zoe", displayName: "Zoë Okafor", statusText: "Design reviews at 15:00" },
] as const;

export type Username = (typeof PEOPLE)[number]["username"];

/** Without `members` everybody is in the room. The first member is its owner. */
export const ROOMS = [
  { kind: "OPEN", name: "Announcements", topic: "House meetings, visitors, things that everyone should know" },
  { kind: "OPEN", name: "Garden", topic: "What grows, what is ripe, whose turn it is to water" },
  { kind: "OPEN", name: "Kitchen", topic: "Wednesday dinner, the big pot, the sourdough" },
  { kind: "OPEN", name: "Design", topic: "Posters, signs, the website. Drafts welcome" },
  { kind: "OPEN", name: "Repair café", topic: "First Saturday of the month, 14:00 to 18:00" },
  { kind: "OPEN", name: "日本語", topic: "日本語で話しましょう", members: ["kenji", "min-jun", "mei", "ada"] },
  {
    kind: "PRIVATE",
    name: "Organisers",
    topic: "Money, keys, the insurance",
    members: ["grace", "ada", "amina", "jonas", "zoe"],
  },
] as const satisfies readonly {
  kind: "OPEN" | "PRIVATE";
  name: string;
  topic: string;
  members?: readonly Username[];
}[];

/** The words for slots such as {plant}, in talks that are used more than once. */
export const SLOTS: Record<string, readonly string[]> = {
  day: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  tag: ["Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"],
  jour: ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"],
  dia: ["el lunes", "el martes", "el miércoles", "el jueves", "el viernes", "el sábado"],
  youbi: ["月曜日", "火曜日", "水曜日", "木曜日", "金曜日", "土曜日"],
  zhou: ["周一", "周二", "周三", "周四", "周五", "周六"],
  yoil: ["월요일", "화요일", "수요일", "목요일", "금요일"],
  hour: ["9:00", "10:30", "14:00", "16:15", "17:30", "18:00", "19:30"],
  n: ["three", "four", "five", "six", "eight", "ten"],
  num: ["3", "4", "5", "6", "8", "12"],
  plant: ["courgettes", "runner beans", "kale", "strawberries", "sunflowers", "peas", "beetroot"],
  gemuese: ["Tomaten", "Zucchini", "Möhren", "Bohnen", "Kürbisse", "Radieschen"],
  legume: ["tomates", "courgettes", "haricots", "fraises", "salades", "radis"],
  verdura: ["los tomates", "las fresas", "los calabacines", "las judías", "los pimientos"],
  dish: ["dal", "lasagne", "jollof rice", "pea soup", "ramen", "shakshuka", "pierogi", "tagine"],
  plat: ["un couscous", "un gratin", "une ratatouille", "un mafé", "une soupe au pistou"],
  gericht: ["Käsespätzle", "Linsensuppe", "Gemüsecurry", "Kartoffelgratin", "Flammkuchen"],
  plato: ["una tortilla", "un arroz al horno", "un gazpacho", "una empanada", "un cocido"],
  ryori: ["カレー", "お好み焼き", "肉じゃが", "味噌汁", "おにぎり"],
  cai: ["饺子", "麻婆豆腐", "番茄炒蛋", "葱油饼", "火锅"],
  bansang: ["김치찌개", "비빔밥", "잡채", "파전", "떡볶이"],
  thing: ["a toaster", "a desk lamp", "an old radio", "a bicycle pump", "a sewing machine", "a music box", "a kettle"],
  ding: ["Föhn", "Mixer", "Plattenspieler", "Staubsauger", "Wasserkocher", "Wecker"],
  objet: ["grille-pain", "aspirateur", "vélo", "moulin à café", "réveil"],
  poster: ["the summer party", "the seed swap", "the concert", "the open day", "the film night", "the flea market"],
  colour: ["the green", "the orange", "the dark blue", "the warm grey", "the yellow"],
};
