// What is counted in and around threads is what one finds by looking at the replies (docs/reliability.md Q3).
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { correctActivity } from "@/lib/activity/correct-activity.ts";
import { activityQuerySchema } from "@/lib/activity/input-schema.ts";
import { countActivity, listActivity } from "@/lib/activity/queries.ts";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { changeKeywords } from "@/lib/keywords/commands.ts";
import { log } from "@/lib/log.ts";
import { addMembers, leaveRoom } from "@/lib/members/commands.ts";
import { markRead } from "@/lib/members/mark-read.ts";
import { deleteMessage, editMessage, sendMessage } from "@/lib/messages/commands.ts";
import { getMessage } from "@/lib/messages/queries.ts";
import { restoreMessage } from "@/lib/messages/restore-message.ts";
import { createRoom, updateRoom } from "@/lib/rooms/commands.ts";
import { followThread, markThreadRead, unfollowThread } from "@/lib/threads/commands.ts";
import { getOwnThread } from "@/lib/threads/queries.ts";
import { correctThreads } from "@/lib/threads/upkeep.ts";
import { randomNumbers } from "../../support/random.ts";
import { type RegisteredViewer, START_MS, signUp } from "../accounts/register-viewer.ts";

let people: RegisteredViewer[];
let ada: RegisteredViewer;
let grace: RegisteredViewer;
let linus: RegisteredViewer;
let roomId: string;
const roots: string[] = [];
beforeAll(async () => {
  await openDoors();
  [ada, grace, linus] = [await signUp("ada"), await signUp("grace"), await signUp("linus")];
  people = [ada, grace, linus];
  const room = { kind: "PRIVATE" as const, name: "Garden", topic: "", userIds: [grace.id, linus.id] };
  roomId = (await createRoom(ada, room)).room.id;
  await updateRoom(ada, roomId, { threads: "ON" });
  for (const who of [ada, grace]) roots.push((await sendMessage(who, roomId, { body: "Which tea?" })).message.id);
}, START_MS);
afterAll(closeDoors);

const repliesOf = (rootId: string) => db().message.findMany({ where: { rootId }, orderBy: { seq: "asc" } });
/** The replies that only the thread shows and that are unread in Activity. */
const unreadIn = async (who: RegisteredViewer, rootId: string) => {
  const { entries } = await listActivity(who, activityQuerySchema.parse({ unread: "true", limit: "100" }));
  return entries.flatMap((one) => (one.rootId === rootId ? [one.seq] : [])).sort((a, b) => a - b);
};

async function compare(step: string): Promise<void> {
  for (const rootId of roots) {
    const there = (await repliesOf(rootId)).filter(({ deletedAt }) => deletedAt === null);
    const { thread } = await getMessage(ada, rootId);
    expect(thread?.replyCount ?? 0, step).toBe(there.length);
    expect(thread?.lastReplyAt, step).toBe(there.at(-1)?.createdAt.toISOString());
    for (const who of people) {
      if (!(await db().membership.findFirst({ where: { roomId, userId: who.id } }))) continue;
      const own = await getOwnThread(who, rootId);
      const unread = there.filter(({ seq, authorId }) => seq > own.lastReadSeq && authorId !== who.id);
      expect(own.unread, `${who.username} ${step}`).toBe(own.following ? unread.length : 0);
      const alone = unread.filter(({ inRoom }) => !inRoom).map(({ seq }) => seq);
      const entries = await unreadIn(who, rootId);
      if (own.following) expect(entries, `${who.username} ${step}`).toEqual(alone);
      else for (const seq of entries) expect(alone, `${who.username} ${step}`).toContain(seq);
    }
  }
}

test("threads, counts and Activity agree after a hundred and fifty steps of three people", async () => {
  const below = randomNumbers(11);
  const pick = <T>(all: readonly T[]): T => all[below(all.length)] as T;
  const bodies = ["words", "@grace", "@linus and @ada", "@all", "`@ada`", "a kettle"];
  for (const who of [ada, linus]) await changeKeywords(who, { add: ["kettle"] });
  for (let n = 0; n < 150; n++) {
    const who = pick(people);
    const rootId = pick(roots);
    const isIn = await db().membership.findFirst({ where: { roomId, userId: who.id } });
    const all = await repliesOf(rootId);
    const own = all.filter(({ authorId }) => authorId === who.id);
    const there = own.filter(({ deletedAt }) => deletedAt === null);
    const gone = own.filter(({ deletedAt }) => deletedAt !== null);
    const step = below(14);
    if (!isIn) await addMembers(ada, roomId, [who.id]);
    else if (step <= 3) {
      const replyToId = below(3) === 0 ? pick([rootId, ...all.map(({ id }) => id)]) : undefined;
      await sendMessage(who, roomId, { body: pick(bodies), rootId, inRoom: below(4) === 0, replyToId });
    } else if (step <= 5 && there.length > 0) await editMessage(who, pick(there).id, { body: pick(bodies) });
    else if (step <= 7 && there.length > 0) await deleteMessage(who, pick(there).id);
    else if (step === 8 && gone.length > 0) await restoreMessage(who, pick(gone).id);
    else if (step === 9 && all.length > 0) await markThreadRead(who, rootId, pick(all).seq);
    else if (step === 10 && all.length > 0) await markRead(who, roomId, pick(all).seq);
    else if (step === 11) await unfollowThread(who, rootId);
    else if (step === 12) await followThread(who, rootId);
    else if (step === 13 && who !== ada && below(2) === 0) await leaveRoom(who, roomId);
    await compare(`after step ${n} (${step} by ${who.username})`);
  }
  expect(await correctActivity()).toEqual({ removed: 0, added: 0 });
  expect(await correctThreads()).toBe(0);
}, 240_000);

test("whom only a keyword calls in a thread reads the reply there or with the room, and follows nothing for it", async () => {
  await changeKeywords(linus, { add: ["samovar"] });
  const { id } = (await sendMessage(ada, roomId, { body: "Who boils it?" })).message;
  await sendMessage(grace, roomId, { body: "I", rootId: id });
  const first = (await sendMessage(grace, roomId, { body: "In the samovar", rootId: id })).message;
  expect(await unreadIn(linus, id)).toEqual([first.seq]);
  expect(await getOwnThread(linus, id)).toMatchObject({ following: false, unread: 0, lastReadSeq: first.seq - 1 });
  await markThreadRead(linus, id, first.seq);
  expect(await unreadIn(linus, id)).toEqual([]);
  await sendMessage(grace, roomId, { body: "no word", rootId: id });
  const second = (await sendMessage(grace, roomId, { body: "Which samovar?", rootId: id })).message;
  expect(await unreadIn(linus, id)).toEqual([second.seq]);
  await markRead(linus, roomId, second.seq);
  expect(await unreadIn(linus, id)).toEqual([]);
  expect(await followThread(linus, id)).toMatchObject({ following: true, unread: 0 });
});

test("whoever leaves a thread has read what they had read in it, and reads the rest where they look first", async () => {
  const { id } = (await sendMessage(ada, roomId, { body: "Coffee?" })).message;
  await sendMessage(linus, roomId, { body: "Yes", rootId: id });
  const first = (await sendMessage(ada, roomId, { body: "Black?", rootId: id })).message;
  await markThreadRead(linus, id, first.seq);
  const second = (await sendMessage(ada, roomId, { body: "White?", rootId: id })).message;
  await unfollowThread(linus, id);
  expect(await unreadIn(linus, id)).toEqual([second.seq]);
  await markThreadRead(linus, id, second.seq);
  expect(await unreadIn(linus, id)).toEqual([]);
});

test("the nightly check adds the row of a reply that lacks it, takes out a false one, and mends a wrong number", async () => {
  const warned = vi.spyOn(log, "warn").mockImplementation(() => {});
  const { id } = (await sendMessage(ada, roomId, { body: "Milk?" })).message;
  const { message } = await sendMessage(grace, roomId, { body: "Oat", rootId: id });
  const { message: plain } = await sendMessage(grace, roomId, { body: "plain" });
  const before = await countActivity(ada);
  await write(async (tx) => {
    await tx.notification.deleteMany({ where: { messageId: message.id } });
    const row = { messageId: plain.id, roomId, seq: plain.seq, createdAt: new Date() };
    await tx.notification.create({ data: { ...row, userId: ada.id, cause: "THREAD" } });
    await tx.notification.create({ data: { ...row, userId: linus.id, cause: "REPLY" } });
    const { threadSummary } = await tx.message.findUniqueOrThrow({ where: { id } });
    const wrong = JSON.stringify({ ...JSON.parse(threadSummary ?? ""), replyCount: 7 });
    await tx.message.updateMany({ where: { id }, data: { threadSummary: wrong } });
  });
  expect(await correctActivity()).toEqual({ removed: 2, added: 1 });
  expect(await countActivity(ada)).toEqual(before);
  const { rev } = await getMessage(ada, id);
  expect(await correctThreads()).toBe(1);
  const mended = await getMessage(ada, id);
  expect(mended.thread?.replyCount).toBe(1);
  expect(mended.rev).toBeGreaterThan(rev);
  expect([await correctActivity(), await correctThreads()]).toEqual([{ removed: 0, added: 0 }, 0]);
  expect(warned).toHaveBeenCalledTimes(2);
  warned.mockRestore();
});
