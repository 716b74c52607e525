// docs/reliability.md D22: what a room says of its threads when many write at once, and what a long thread costs its room.
import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDoors, db, openDoors, writeSql } from "@/lib/db/doors.ts";
import { deleteMessage, sendMessage } from "@/lib/messages/commands.ts";
import type { SendInput } from "@/lib/messages/input-schema.ts";
import { getMessage, listMessages } from "@/lib/messages/queries.ts";
import type { Message } from "@/lib/messages/schema.ts";
import { createRoom, updateRoom } from "@/lib/rooms/commands.ts";
import { listRooms } from "@/lib/rooms/queries.ts";
import { loadRoomCounts } from "@/lib/rooms/room-counts.ts";
import { getOwnThread, listThread } from "@/lib/threads/queries.ts";
import { THREAD_UNREAD_MAX } from "@/lib/threads/schema.ts";
import { correctThreads } from "@/lib/threads/upkeep.ts";
import { statementsOf } from "../../support/statements.ts";
import { type RegisteredViewer, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer, linus: RegisteredViewer;

beforeAll(async () => {
  await openDoors();
  [ada, grace, linus] = [await signUp("ada"), await signUp("grace"), await signUp("linus")];
}, START_MS);
afterAll(closeDoors);

async function newRoom(): Promise<string> {
  const input = { kind: "PRIVATE" as const, name: "Garden", topic: "", userIds: [grace.id, linus.id] };
  const { room } = await createRoom(ada, input);
  return (await updateRoom(ada, room.id, { threads: "ON" })).id;
}

const send = async (roomId: string, who: RegisteredViewer, input: SendInput): Promise<Message> =>
  (await sendMessage(who, roomId, input)).message;

/** What the replies themselves say. */
async function counted(rootId: string) {
  const replies = await db().message.findMany({ where: { rootId, deletedAt: null }, orderBy: { seq: "desc" } });
  const authors = [...new Set(replies.map(({ authorId }) => authorId))].slice(0, 3);
  return { replyCount: replies.length, lastReplyAt: replies[0]?.createdAt.toISOString(), authors };
}

async function said(who: RegisteredViewer, rootId: string) {
  const { thread } = await getMessage(who, rootId);
  return { ...thread, participants: undefined, authors: thread?.participants.map(({ id }) => id) };
}

test("replies to two messages, and deletions of them, all at once, are counted as they are", async () => {
  const roomId = await newRoom();
  const roots = [await send(roomId, ada, { body: "one" }), await send(roomId, ada, { body: "two" })];
  const people = [ada, grace, linus];
  const replies = await Promise.all(
    Array.from({ length: 60 }, (_, n) =>
      send(roomId, people[n % 3] as RegisteredViewer, { body: `${n}`, rootId: roots[n % 2]?.id, inRoom: n % 5 === 0 }),
    ),
  );
  await Promise.all([
    ...replies.slice(0, 20).map(({ id }) => deleteMessage(ada, id)),
    ...[1, 2, 3, 4].map((n) => send(roomId, grace, { body: `more ${n}`, rootId: roots[n % 2]?.id })),
  ]);
  for (const { id } of roots) {
    expect(await said(linus, id)).toEqual({ participants: undefined, ...(await counted(id)) });
    expect((await listThread(linus, id, { limit: 100 })).messages).toHaveLength(32);
  }
  const rows = await db().message.findMany({ where: { roomId }, orderBy: { seq: "asc" } });
  const { seq, rev } = await db().room.findUniqueOrThrow({ where: { id: roomId } });
  expect(rows.map((row) => row.seq)).toEqual(rows.map((_, at) => at + 1));
  expect(seq).toBe(rows.length);
  expect(new Set(rows.map((row) => row.rev)).size).toBe(rows.length);
  expect(Math.max(...rows.map((row) => row.rev))).toBe(rev);
  const unread = rows.filter((row) => row.inRoom && row.kind === "USER" && !row.deletedAt && row.authorId !== linus.id);
  expect((await loadRoomCounts(linus.id, [roomId])).get(roomId)?.unread).toBe(unread.length);
}, 60_000);

test("the same reply sent many times at once is one reply, and is counted once", async () => {
  const roomId = await newRoom();
  const root = await send(roomId, ada, { body: "root" });
  const input = { body: "once", rootId: root.id, clientId: "same" };
  const sent = await Promise.all(Array.from({ length: 10 }, () => sendMessage(grace, roomId, input)));
  expect(new Set(sent.map(({ message }) => message.id)).size).toBe(1);
  expect(sent.filter(({ created }) => created)).toHaveLength(1);
  expect((await said(ada, root.id)).replyCount).toBe(1);
});

const REPLIES = 5_000;
const ROOM_MESSAGES = 30;
const cost = async (work: () => Promise<unknown>) => (await statementsOf(work)).length;

test("a thread of 5,000 replies costs its room nothing: neither its pages and counts nor the list", async () => {
  const roomId = await newRoom();
  const root = await send(roomId, ada, { body: "root" });
  await send(roomId, grace, { body: "first reply", rootId: root.id });
  const plain = await newRoom();
  for (let n = 0; n < ROOM_MESSAGES; n++) await send(plain, ada, { body: `${n}` });
  await insertReplies(roomId, root);
  for (let n = 0; n < ROOM_MESSAGES; n++) await send(roomId, ada, { body: `room ${n}` });
  await analyse();

  const page = (id: string) => listMessages(linus, id, { limit: ROOM_MESSAGES });
  expect((await page(roomId)).messages.map(({ body }) => body)).toEqual(
    Array.from({ length: ROOM_MESSAGES }, (_, n) => `room ${n}`),
  );
  expect(await cost(() => page(roomId))).toBe(await cost(() => page(plain)));
  const older = await listMessages(linus, roomId, { limit: 50, before: (await page(roomId)).messages[0]?.seq });
  expect(older.messages.map(({ body }) => body).at(-1)).toBe("root");
  expect((await loadRoomCounts(linus.id, [roomId])).get(roomId)?.unread).toBe(ROOM_MESSAGES + 1);
  const middle = await listThread(linus, root.id, { limit: 50, around: REPLIES / 2 });
  expect([middle.messages.length, middle.hasBefore, middle.hasAfter]).toEqual([50, true, true]);
  // The message and its room, the replies, the message with its author, the people of its thread, and the viewer's own.
  expect(await cost(() => listThread(linus, root.id, { limit: 50 }))).toBe(6);
  // And one for the people of a thread, and one for the viewer's own, where a page has one.
  const withRoot = () => listMessages(linus, roomId, { limit: 50, around: root.seq });
  expect(await cost(withRoot)).toBe((await cost(() => listMessages(linus, plain, { limit: 50, around: 1 }))) + 2);
  expect((await listRooms(linus, { scope: "joined", limit: 100 })).rooms).not.toHaveLength(0);

  const inRoom = await planOf(
    `SELECT m."id" FROM "Message" m JOIN "User" u ON u."id" = m."authorId" WHERE m."roomId" = '${roomId}' AND m."inRoom" = TRUE
     AND m."seq" < 6000 ORDER BY m."seq" DESC LIMIT 51`,
  );
  expect(inRoom).toContain("Message_roomId_inRoom_seq_idx");
  const replies = await planOf(
    `SELECT m."id" FROM "Message" m JOIN "User" u ON u."id" = m."authorId" WHERE m."rootId" = '${root.id}'
     AND m."seq" < 4000 ORDER BY m."seq" DESC LIMIT 51`,
  );
  expect(replies).toContain("Message_rootId_seq_idx");
  const unread = await planOf(
    `SELECT 1 FROM "Message" u WHERE u."roomId" = '${roomId}' AND u."inRoom" = TRUE AND u."seq" > 1 AND u."kind" = 'USER' LIMIT 10000`,
  );
  expect(unread).toContain("Message_roomId_inRoom_seq_idx");
}, 120_000);

test("a thread of 5,000 replies is read back to its first, each once, and counts what it has", async () => {
  const roomId = await newRoom();
  const root = await send(roomId, ada, { body: "root" });
  await send(roomId, grace, { body: "first reply", rootId: root.id });
  await insertReplies(roomId, root);
  const last = await send(roomId, grace, { body: "last reply", rootId: root.id });
  const seqs: number[] = [];
  let page = await listThread(ada, root.id, { limit: 100 });
  expect(page.messages.at(-1)?.id).toBe(last.id);
  const costs = new Set<number>();
  for (;;) {
    seqs.unshift(...page.messages.map(({ seq }) => seq));
    const before = page.messages[0]?.seq;
    if (!page.hasBefore) break;
    costs.add(
      await cost(async () => {
        page = await listThread(ada, root.id, { limit: 100, before });
      }),
    );
  }
  const rows = await db().message.findMany({
    where: { rootId: root.id },
    orderBy: { seq: "asc" },
    select: { seq: true },
  });
  expect(seqs).toEqual(rows.map(({ seq }) => seq));
  expect(seqs.length).toBeGreaterThan(REPLIES);
  expect(costs.size, "each page costs the same").toBe(1);
  expect((await getOwnThread(ada, root.id)).unread).toBe(THREAD_UNREAD_MAX);
  await correctThreads();
  expect(await said(ada, root.id)).toMatchObject({ replyCount: rows.length });
}, 120_000);

test("a reply costs the same beside thousands, and a message outside of threads what it did", async () => {
  const roomId = await newRoom();
  const [root, other] = [await send(roomId, ada, { body: "root" }), await send(roomId, ada, { body: "other" })];
  await send(roomId, grace, { body: "first", rootId: root.id });
  await send(roomId, grace, { body: "first", rootId: other.id });
  const few = await cost(() => send(roomId, grace, { body: "reply", rootId: other.id }));
  await insertReplies(roomId, root);
  expect(await cost(() => send(roomId, grace, { body: "reply", rootId: root.id }))).toBe(few);
  const gone = await send(roomId, grace, { body: "gone", rootId: root.id });
  const deletion = await cost(() => deleteMessage(grace, gone.id));
  expect(deletion).toBeLessThan(24);
}, 120_000);

/** Replies of Grace and Linus in turn, without what hangs on them. */
async function insertReplies(roomId: string, root: Message): Promise<void> {
  const { seq, rev } = await db().room.findUniqueOrThrow({ where: { id: roomId } });
  await writeSql(async (tx) => {
    for (let n = 1; n <= REPLIES; n++)
      await tx.sql.run`
        INSERT INTO "Message" ("id", "roomId", "seq", "rev", "kind", "authorId", "body", "createdAt", "fileCount", "rootId", "inRoom")
        VALUES (${`${root.id}${n}`}, ${roomId}, ${seq + n}, ${rev + n}, 'USER', ${[grace, linus][n % 2]?.id ?? ""}, 'reply', ${new Date()}, 0, ${root.id}, FALSE)`;
    await tx.sql.run`UPDATE "Room" SET "seq" = ${seq + REPLIES}, "rev" = ${rev + REPLIES} WHERE "id" = ${roomId}`;
  });
}

const onPostgresql = process.env.DATABASE_URL?.startsWith("postgresql:") === true;

/** SQLite plans without having counted, as in a database of ours. PostgreSQL counts by itself after a while. */
async function analyse(): Promise<void> {
  if (onPostgresql) await writeSql((tx) => tx.sql.run`ANALYZE "Message"`);
}

async function planOf(statement: string): Promise<string> {
  const texts = Object.assign([`${onPostgresql ? "EXPLAIN" : "EXPLAIN QUERY PLAN"} ${statement}`], { raw: [] });
  return JSON.stringify(await writeSql((tx) => tx.sql.all(texts as unknown as TemplateStringsArray)));
}
