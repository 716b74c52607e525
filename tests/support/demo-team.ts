// A small team with rooms, chats and files of every kind, on a server of its own.
import { MUTED_FOR_EVER } from "@/lib/rooms/member-settings.ts";
import { type Person, register } from "./cast.ts";
import { expectSuccess } from "./client.ts";
import { animation, photo, share, tone } from "./media.ts";
import { startServer, type TestServer } from "./server.ts";
import { pdf, upload } from "./upload-files.ts";

type RoomRef = { id: string };

export type DemoTeam = {
  server: TestServer;
  ada: Person;
  /** A room with a conversation of several people. */
  room: RoomRef;
  /** A direct chat with messages of both people. */
  direct: RoomRef;
  /** A chat without messages. */
  notes: RoomRef;
  /** A room with shared files of every kind. */
  files: RoomRef;
  /** An open room that Ada has not joined. */
  open: RoomRef;
};

const PEOPLE = [
  ["ada", "Ada Lovelace", "Notes on the engine"],
  ["grace", "Grace Hopper", "Looking for moths"],
  ["linus", "Linus Pauling", ""],
  ["sofia", "Sofía Marín", "Back on Thursday"],
  ["kenji", "Kenji Satō", "京都"],
  ["leila", "ليلى حداد", ""],
  ["zoe", "Zoë Okafor", "Design reviews at 15:00"],
] as const;

type Line = readonly [who: number, body: string];

const CONVERSATION: Line[] = [
  [1, "Morning all ☀️"],
  [6, "Good morning! The new start page is up for review: https://example.org/drafts/start"],
  [6, "Two things I am unsure about:\n\n- the order of the three steps\n- whether the photo helps at all"],
  [0, "The order reads well to me. I would drop the photo, it says nothing that the first line does not."],
  [3, "**+1** for dropping it. We could use the room for the *opening hours*, people ask for them every week."],
  [1, "Agreed. @ada can you put the numbers from last month beside it?"],
  [
    0,
    "Here they are:\n\n```\nvisits      12,480\nsign-ups       386\nquestions      112\n```\n\nMost questions are about the hours, so Sofía is right.",
  ],
  [4, "Opening hours at the very top, then. 👆"],
  [5, "فكرة ممتازة، شكرًا لكم"],
  [2, "I can have a first version by noon 👍"],
  [6, "Lovely. Then let us look at it together at three?"],
  [1, "Three works for me 🎉"],
];

/** Which message, counted from the end, with what, and by whom. */
const REACTIONS: (readonly [at: number, emoji: string, ...who: number[]])[] = [
  [-6, "👍", 0, 1, 6],
  [-6, "🙏", 3],
  [-3, "🎉", 4, 0],
  [-3, "👀", 6],
];

/** Starts a server and sends the team's messages, as fast as the API takes them. */
export async function startDemoTeam(): Promise<DemoTeam> {
  const server = await startServer();
  const people: Person[] = [];
  for (const [username, displayName, statusText] of PEOPLE) {
    const person = await register(server, username);
    await person.api.patch("/api/chat/me", { displayName, ...(statusText && { statusText }) });
    people.push(person);
  }
  const [ada, grace, linus, , , , zoe] = people as [Person, Person, Person, Person, Person, Person, Person];
  const room = await zoe.createRoom({ name: "Website", topic: "The new start page, and what comes after it" });
  for (const person of people) if (person !== zoe) await person.join(room);
  const engineering = await grace.createRoom({ name: "Engineering", topic: "How we build it" });
  for (const person of [ada, linus]) await person.join(engineering);
  const open = await linus.createRoom({ name: "Book club", topic: "This month: The Left Hand of Darkness" });
  const leads = await ada.createRoom({ kind: "PRIVATE", name: "Planning", userIds: [grace.id, zoe.id] });
  await linus.createRoom({
    name: "A room with quite a long name that has to be cut somewhere",
    topic: "x".repeat(200),
  });

  await grace.send(await ada.general(), "Welcome, everybody! Say hello and tell what you work on.");
  await linus.send(engineering, "The nightly build is green again ✅");
  await zoe.send(leads, "Draft of the quarter is in the folder");
  const direct = await ada.directWith(grace);
  await ada.send(direct, "Did you see the note about Friday?");
  await grace.send(direct, "I did, and I have moved our call to ten. 開館時間を一番上に置きましょう。");
  await ada.send(direct, "Perfect, thank you!");
  const withZoe = await zoe.directWith(ada);
  await zoe.send(withZoe, "Can I borrow your eyes for five minutes?");
  for (const chat of [leads, direct, await ada.general()]) await ada.read(chat, (await ada.room(chat)).seq);

  const sent = [];
  for (const [who, body] of CONVERSATION) sent.push(await (people[who] as Person).send(room, body));
  const question = sent.at(-2);
  for (const [at, emoji, ...who] of REACTIONS)
    for (const one of who)
      await expectSuccess(
        (people[one] as Person).api.put(`/api/chat/messages/${sent.at(at)?.id}/reactions/${encodeURIComponent(emoji)}`),
      );
  await ada.send(room, "I will bring the tea.", { replyToId: question?.id });
  await ada.read(room, (await ada.room(room)).seq);
  const files = await shareThings(ada, zoe);
  await ada.setInRoom(room, { favouriteOrder: 1 });
  await ada.setInRoom(direct, { favouriteOrder: 2, level: "MENTIONS" });
  await ada.setInRoom(files, { mutedUntil: MUTED_FOR_EVER });
  return { server, ada, room, direct, notes: await ada.directWith(), files, open };
}

async function shareThings(ada: Person, zoe: Person): Promise<RoomRef> {
  const files = await zoe.createRoom({ kind: "PRIVATE", name: "Pictures", userIds: [ada.id] });
  const face = await upload(zoe, "me.jpg", await photo(9, 400, 400), "picture");
  await zoe.api.patch("/api/chat/me", { pictureId: face.id });
  await share(zoe, files, "The minutes are at https://example.org/minutes", [
    { name: "A rather long name of what was said in the meeting on Friday.pdf", bytes: pdf(1_400_000) },
    { name: "start.ts", bytes: Buffer.from('export const start = () => console.info("ready");\n'.repeat(12)) },
    { name: "Voice message 2026-11-20 16.30.wav", bytes: tone(7), durationMs: 7000 },
  ]);
  await share(ada, files, "", [
    { name: "IMG_1.jpg", bytes: await photo(1), alt: "The front page on a phone" },
    { name: "IMG_2.jpg", bytes: await photo(2, 900, 1200) },
    { name: "blink.gif", bytes: await animation() },
  ]);
  await share(zoe, files, "And this one?", [{ name: "IMG_3.jpg", bytes: await photo(3) }]);
  await ada.read(files, (await ada.room(files)).seq);
  return files;
}
