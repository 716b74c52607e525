/** The believable team of `npm run seed`: who they are, where they talk, and what they say. */
export const PEOPLE = [
  { username: "ada", displayName: "Ada Lovelace", statusText: "Notes on the engine" },
  { username: "grace", displayName: "Grace Hopper", statusText: "Looking for moths" },
  { username: "linus", displayName: "Linus Pauling", statusText: "" },
  { username: "amina", displayName: "Amina Diallo", statusText: "En déplacement jusqu’à jeudi" },
  { username: "kenji", displayName: "佐藤 健二", statusText: "京都" },
  { username: "sofia", displayName: "Sofía Marín", statusText: "" },
  { username: "noam", displayName: "נועם לוי", statusText: "" },
  { username: "leila", displayName: "ليلى حداد", statusText: "في اجتماع" },
  { username: "jonas", displayName: "Jonas Weber", statusText: "Urlaub ab Freitag 🏔️" },
  { username: "olena", displayName: "Олена Шевчук", statusText: "" },
  { username: "min-jun", displayName: "김민준", statusText: "" },
  { username: "zoe", displayName: "Zoë Okafor", statusText: "Design reviews at 15:00" },
];

export const ROOMS = [
  { kind: "OPEN", name: "Announcements", topic: "Releases, holidays, things that everyone should know" },
  { kind: "OPEN", name: "Engineering", topic: "How we build it" },
  { kind: "OPEN", name: "Design", topic: "Drafts welcome" },
  { kind: "OPEN", name: "Support", topic: "What people ask us" },
  { kind: "OPEN", name: "Random", topic: "Anything" },
  { kind: "OPEN", name: "日本語", topic: "日本語で話しましょう" },
  { kind: "PRIVATE", name: "Leads", topic: "Planning of the quarter" },
] as const;

/** Short things, in many languages. */
export const SHORT = [
  "Good morning 👋",
  "On it.",
  "Looks good to me",
  "Thanks!",
  "👍",
  "🎉🎉🎉",
  "I'll have a look after lunch.",
  "Can you share the link?",
  "Merci beaucoup, c'est parfait.",
  "C'est noté, je regarde ça cet après-midi.",
  "Ich bin ab 10 Uhr da.",
  "Passt für mich 👍",
  "¿Quedamos a las cinco?",
  "Ya está listo, avísame si ves algo raro.",
  "了解しました。",
  "ありがとうございます!",
  "来週の予定を確認してください。",
  "확인했습니다",
  "Дякую, вже бачу.",
  "Завтра зранку подивлюсь.",
  "شكرًا جزيلًا",
  "سأكون متاحة بعد الظهر",
  "תודה רבה!",
  "נדבר מחר בבוקר",
  "lol",
  "+1",
  "Same here 😅",
  "Who is on call this weekend?",
  "Coffee? ☕",
  "brb",
];

/** Longer things, some with Markdown. */
export const LONG = [
  "The **import** now keeps the order of threads. One thing left: attachments above 16 MB are skipped and listed at the end. I think that is right for now, but say so if you disagree.",
  "Two findings from the call with the school in Lyon:\n\n- they want *one* room per class\n- teachers should be able to archive it in summer\n\nBoth exist already, so it is a matter of showing it.",
  "Reproduced it. The socket drops when the laptop sleeps, and on wake the first fetch runs before the network is back. A retry with jitter is enough:\n\n```ts\nawait retry(() => fetchChanges(room.id, rev), { jitter: true });\n```",
  "> Can we show who is typing only in small rooms?\n\nYes. Above a hundred people it is noise and traffic. I would say twenty.",
  "Reminder: the release is on Thursday at 14:00. Please have everything merged by Wednesday evening, and update the notes in https://example.org/notes while it is fresh.",
  "I tried the new sidebar on a 320 px screen and on a 2560 px one. Small: fine. Large: the lines are too long, 76 characters should be the end. Screenshots follow.",
  "設計の見直しについて:検索は日本語でも部分一致で動く必要があります。「東京都」を「京都」で探す人はいないと思いますが、念のため確認しましょう。",
  "Kurze Zusammenfassung vom Termin: Budget steht, Start im März, und wir bekommen einen Testzugang. Offen ist nur noch, wer die Schulung macht.",
  "Je propose de décaler la revue à vendredi : la moitié de l'équipe est en déplacement et je préfère que tout le monde puisse parler.",
  "Numbers for last week: 214 new people, 3,120 messages a day, median time to first reply **4 minutes**. Support asked for a weekly digest; I put it on the list.",
];
