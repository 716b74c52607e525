import { afterAll, expect, test } from "vitest";
import { historyReplySchema, type Message } from "@/lib/messages/schema.ts";
import { cast } from "../support/cast.ts";
import { refusal } from "../support/client.ts";
import { startServer } from "../support/server.ts";

const SENT = 25;
const server = await startServer();
afterAll(() => server.stop());
const { ada, grace } = await cast(server);
const room = await ada.directWith(grace);
const sent: Message[] = [];
for (let n = 1; n <= SENT; n++) sent.push(await (n % 2 ? ada : grace).send(room, `Message ${n}`));

const at = `/api/chat/rooms/${room.id}`;
const page = async (query: Parameters<typeof ada.history>[1]) => {
  const { messages, hasBefore, hasAfter } = await ada.history(room, query);
  return { seqs: messages.map((one) => one.seq), hasBefore, hasAfter };
};
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => from + i);

test("places are given once, from 1, without holes", () => {
  expect(sent.map((one) => one.seq)).toEqual(range(1, SENT));
});

test("without a cursor the newest page comes, oldest first, and knows what lies beyond", async () => {
  expect(await page({ limit: 10 })).toEqual({ seqs: range(16, 25), hasBefore: true, hasAfter: false });
  expect(await page({})).toEqual({ seqs: range(1, 25), hasBefore: false, hasAfter: false });
});

test("pages before and after a place join without holes and overlaps", async () => {
  expect(await page({ before: 16, limit: 10 })).toEqual({ seqs: range(6, 15), hasBefore: true, hasAfter: true });
  expect(await page({ before: 6, limit: 10 })).toEqual({ seqs: range(1, 5), hasBefore: false, hasAfter: true });
  expect(await page({ after: 0, limit: 10 })).toEqual({ seqs: range(1, 10), hasBefore: false, hasAfter: true });
  expect(await page({ after: 20, limit: 10 })).toEqual({ seqs: range(21, 25), hasBefore: true, hasAfter: false });
  expect(await ada.fullHistory(room)).toEqual(sent);
});

test("a page around a place has it in the middle, also near the ends", async () => {
  expect(await page({ around: 12, limit: 5 })).toEqual({ seqs: range(10, 14), hasBefore: true, hasAfter: true });
  expect((await page({ around: 1, limit: 4 })).seqs).toEqual([1, 2]);
  expect(await page({ around: 25, limit: 5 })).toEqual({ seqs: [23, 24, 25], hasBefore: true, hasAfter: false });
  expect((await page({ around: 12, limit: 1 })).seqs).toEqual([12]);
});

test("beyond the ends there is nothing, and where the rest lies is said", async () => {
  expect(await page({ after: 25 })).toEqual({ seqs: [], hasBefore: true, hasAfter: false });
  expect(await page({ after: 2_000_000_000 })).toEqual({ seqs: [], hasBefore: true, hasAfter: false });
  expect(await page({ before: 1 })).toEqual({ seqs: [], hasBefore: false, hasAfter: true });
  expect((await page({ around: 2_000_000_000, limit: 4 })).seqs).toEqual([24, 25]);
  expect(await page({ around: 2_000_000_000, limit: 1 })).toEqual({ seqs: [], hasBefore: true, hasAfter: false });
});

test("a page around a moment begins with the first message of that moment or later", async () => {
  const pageAt = async (moment: string, limit: number) => {
    const reply = await ada.api.get(`${at}/messages?at=${encodeURIComponent(moment)}&limit=${limit}`);
    return historyReplySchema.parse(reply.body);
  };
  const seqsAt = async (moment: string, limit: number) => (await pageAt(moment, limit)).messages.map(({ seq }) => seq);
  expect(await seqsAt("2000-01-01T00:00:00.000Z", 1)).toEqual([1]);
  const first = sent.find(({ createdAt }) => createdAt === sent[11]?.createdAt);
  expect(await seqsAt(sent[11]?.createdAt as string, 1)).toEqual([first?.seq]);
  expect(await pageAt("2999-01-01T00:00:00.000Z", 1)).toMatchObject({ messages: [], hasBefore: true, hasAfter: false });
  expect(await seqsAt("2999-01-01T00:00:00.000Z", 4)).toEqual([24, 25]);
});

test.each([
  "at=yesterday",
  "at=2026-11-27",
  "at=2026-11-27T00:00:00.000Z&around=3",
  "limit=0",
  "limit=101",
  "limit=1e9",
  "limit=-1",
  "limit=ten",
  "limit=1.5",
  "before=-1",
  "after=x",
  "around=1e30",
  "before=9999999999",
  "before=5&after=3",
  `after=${"9".repeat(10_000)}`,
])("a page of %j is refused", async (query) => {
  expect((await ada.api.get(`${at}/messages?limit=100&before=5`)).status).toBe(200);
  expect(await refusal(ada.api.get(`${at}/messages?${query}`))).toBe("422 invalid");
});

test("changes come in the order they were made, in pages, until there is no more", async () => {
  const start = (await ada.room(room)).rev;
  await ada.edit(sent[0] as Message, "Message 1, edited");
  await grace.deleteMessage(sent[1] as Message);
  await ada.send(room, "Message 26");
  await ada.edit(sent[0] as Message, "Message 1, edited again");
  const whole = await ada.changes(room, start);
  expect(whole).toMatchObject({ rev: start + 4, hasMore: false });
  // Only the newest state of a message counts, so an earlier edit is not listed.
  expect(whole.messages.map((one) => [one.seq, one.rev - start])).toEqual([
    [2, 2],
    [26, 3],
    [1, 4],
  ]);
  const first = await ada.changes(room, start, 2);
  expect(first).toEqual({
    messages: whole.messages.slice(0, 2),
    quotes: [],
    rev: start + 3,
    roomRev: start + 4,
    hasMore: true,
  });
  const rest = await ada.changes(room, first.rev, 2);
  expect(rest).toEqual({
    messages: whole.messages.slice(2),
    quotes: [],
    rev: start + 4,
    roomRev: start + 4,
    hasMore: false,
  });
  expect(await ada.changes(room, rest.rev)).toEqual({
    messages: [],
    quotes: [],
    rev: rest.rev,
    roomRev: rest.rev,
    hasMore: false,
  });
});

test("changes since the beginning rebuild the whole history", async () => {
  const seen = new Map<number, Message>();
  for (let since = 0, more = true; more; ) {
    const { messages, rev, hasMore } = await grace.changes(room, since, 7);
    for (const message of messages) seen.set(message.seq, message);
    [since, more] = [rev, hasMore];
  }
  expect([...seen.values()].sort((a, b) => a.seq - b.seq)).toEqual(await ada.fullHistory(room));
});

test.each(["", "since=", "since=-1", "since=x", "since=1e30", "since=0&limit=101", "since=0&limit=0"])(
  "changes of %j are refused",
  async (query) => {
    expect((await ada.api.get(`${at}/changes?since=0&limit=100`)).status).toBe(200);
    expect(await refusal(ada.api.get(`${at}/changes?${query}`))).toBe("422 invalid");
  },
);

test("everything is still there, in order, after a restart", async () => {
  const own = await startServer();
  const { ada: her, grace: him } = await cast(own);
  const chat = await her.directWith(him);
  for (let n = 0; n < 5; n++) await her.send(chat, `Before ${n}`);
  const before = await her.fullHistory(chat);
  expect(await own.stop()).toBe(0);
  const again = await startServer({ dataDir: own.dataDir });
  expect(await her.via(again).fullHistory(chat)).toEqual(before);
  const next = await him.via(again).send(chat, "After");
  expect(next.seq).toBe(before.length + 1);
  await again.stop();
});
