// The cost of a request in SQL statements. It does not grow with the number of messages, files or quoted messages.
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDoors, openDoors } from "@/lib/db/doors.ts";
import { markRead } from "@/lib/members/mark-read.ts";
import { deleteMessage, editMessage, sendMessage } from "@/lib/messages/commands.ts";
import type { SendInput } from "@/lib/messages/input-schema.ts";
import { listChanges, listMessages } from "@/lib/messages/queries.ts";
import { addReaction } from "@/lib/reactions/commands.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { listRooms } from "@/lib/rooms/queries.ts";
import { finishedUpload } from "../../support/finished-upload.ts";
import { statementsOf } from "../../support/statements.ts";
import { type RegisteredViewer, START_MS, signUp } from "../accounts/register-viewer.ts";

const ALL = { scope: "joined", limit: 100 } as const;

let ada: RegisteredViewer, grace: RegisteredViewer;
let roomId: string;

beforeAll(async () => {
  await openDoors();
  [ada, grace] = [await signUp("ada"), await signUp("grace")];
  const room = { kind: "PRIVATE" as const, name: "Garden", topic: "", userIds: [grace.id] };
  roomId = (await createRoom(ada, room)).room.id;
}, START_MS);
afterAll(closeDoors);

const send = async (input: SendInput) => (await sendMessage(ada, roomId, input)).message;
const onPostgresql = process.env.DATABASE_URL?.startsWith("postgresql:") === true;
/** PostgreSQL locks the room's row in a statement of its own. One statement is for search. */
const ONE_SEND = onPostgresql ? 5 : 4;
/** SQLite has two tables in which what is searched for may be. */
const ONE_CHANGE = onPostgresql ? 14 : 15;
const cost = async (work: () => Promise<unknown>) => (await statementsOf(work)).length;

test("a message costs four statements, or five on PostgreSQL, and one more for each thing that hangs on it", async () => {
  // The first of a room also gives the room its number in the index of search.
  expect(await cost(() => send({ body: "hello" }))).toBe(ONE_SEND + 2);
  expect(await cost(() => send({ body: "hello" }))).toBe(ONE_SEND);
  const first = await send({ body: "hello" });
  expect(await cost(() => send({ body: "hello", replyToId: first.id }))).toBe(ONE_SEND + 2);
  expect(await cost(() => send({ body: "@grace https://a.example" })), "two for a mention").toBe(ONE_SEND + 3);
  expect(await cost(() => send({ body: "@all" })), "and one for the right to mention everybody").toBe(ONE_SEND + 3);
  const files = [{ id: await finishedUpload(ada) }, { id: await finishedUpload(ada) }];
  // The files are loaded, claimed one by one, and read once for the reply and once for search.
  expect(await cost(() => send({ body: "two", files }))).toBe(ONE_SEND + 1 + 2 + 2);
});

test("an edit costs fifteen statements, or fourteen on PostgreSQL, and two more with files; a deletion three more", async () => {
  const words = await send({ body: "@grace https://a.example" });
  expect(await cost(() => editMessage(ada, words.id, { body: "words" }))).toBe(ONE_CHANGE);
  const shared = await send({ body: "one", files: [{ id: await finishedUpload(ada) }] });
  expect(await cost(() => editMessage(ada, shared.id, { body: "words" }))).toBe(ONE_CHANGE + 2);
  // The text from before is kept, and too many of them are not.
  expect(await cost(() => editMessage(ada, words.id, { body: "words" })), "the same words").toBe(ONE_CHANGE - 1);
  // Its reactions, its pin and its texts from before are removed, its author's own is kept for a while, and reminders of it wait.
  expect(await cost(() => deleteMessage(ada, words.id))).toBe(ONE_CHANGE + 3);
});

test("a page of history, of changes and of the chat list cost the same with one message and with fifty", async () => {
  const first = await send({ body: "first" });
  const withFile = async (replyToId?: string) =>
    send({ body: "", replyToId, files: [{ id: await finishedUpload(ada) }] });
  await withFile(first.id);
  const page = (limit: number) => listMessages(ada, roomId, { limit });
  expect((await page(1)).quotes).toHaveLength(1);
  expect(await cost(() => page(1)), "the access, messages with authors, files, originals").toBe(4);
  for (let n = 0; n < 50; n++) await (n % 5 === 0 ? withFile(first.id) : send({ body: `${n}` }));
  expect((await page(50)).messages.filter(({ files }) => files.length > 0)).toHaveLength(10);
  expect(await cost(() => page(50))).toBe(4);
  for (const { id } of (await page(50)).messages) await addReaction(grace, id, "👍");
  expect(await cost(() => page(50)), "reactions are in the messages' rows").toBe(4);
  const { rev } = await page(1);
  expect(await cost(() => listChanges(ada, roomId, { since: rev - 50, limit: 50 }))).toBe(4);
  expect(await cost(() => listRooms(ada, ALL))).toBe(6);
  await withFile();
  for (let n = 0; n < 20; n++) {
    const room = { kind: "PRIVATE" as const, name: `Room ${n}`, topic: "", userIds: [grace.id] };
    await sendMessage(ada, (await createRoom(ada, room)).room.id, { files: [{ id: await finishedUpload(ada) }] });
  }
  expect((await listRooms(ada, ALL)).rooms.filter(({ lastMessage }) => lastMessage?.shared)).toHaveLength(21);
  expect(await cost(() => listRooms(ada, ALL)), "and one for files").toBe(7);
}, 60_000);

test("a mark that is there already is answered without a write, and a new one costs two", async () => {
  const { seq } = await send({ body: "read me" });
  const updates = async (to: number) =>
    (await statementsOf(() => markRead(grace, roomId, to))).filter((text) => text.startsWith("UPDATE"));
  expect(await updates(seq)).toHaveLength(2);
  expect(await updates(seq)).toHaveLength(0);
  expect(await updates(seq - 1), "it only moves forward").toHaveLength(0);
  expect((await markRead(grace, roomId, seq + 1000)).lastReadSeq).toBe(seq);
});
