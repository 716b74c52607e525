// Whatever people do, in whatever order, what is counted is what one finds by looking at the messages (docs/reliability.md Q3).
import { afterAll, beforeAll, expect, test } from "vitest";
import { correctActivity } from "@/lib/activity/correct-activity.ts";
import { activityQuerySchema } from "@/lib/activity/input-schema.ts";
import { countActivity, listActivity } from "@/lib/activity/queries.ts";
import { removeOldActivity } from "@/lib/activity/upkeep.ts";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { addMembers, leaveRoom } from "@/lib/members/commands.ts";
import { markRead, markUnread } from "@/lib/members/mark-read.ts";
import { deleteMessage, editMessage, sendMessage } from "@/lib/messages/commands.ts";
import { mentionsEverybody, mentionsOf } from "@/lib/messages/text/mentions-of.ts";
import { addReaction, removeReaction } from "@/lib/reactions/commands.ts";
import { createRoom } from "@/lib/rooms/commands.ts";
import { randomNumbers } from "../../support/random.ts";
import { type RegisteredViewer, START_MS, signUp } from "../accounts/register-viewer.ts";

let people: RegisteredViewer[];
let roomId: string;
beforeAll(async () => {
  await openDoors();
  people = [await signUp("ada"), await signUp("grace"), await signUp("linus")];
  const [ada, ...others] = people as [RegisteredViewer, ...RegisteredViewer[]];
  const room = { kind: "PRIVATE" as const, name: "Garden", topic: "", userIds: others.map(({ id }) => id) };
  roomId = (await createRoom(ada, room)).room.id;
}, START_MS);
afterAll(closeDoors);

/** Who was in the room when a message got the words that it has: others are not called by it. */
const present = new Map<string, Set<string>>();

/** The messages that call somebody and are unread, found without Notification and Mention. */
async function recount({ id, username }: RegisteredViewer): Promise<number[]> {
  const membership = await db().membership.findUnique({ where: { roomId_userId: { roomId, userId: id } } });
  if (!membership) return [];
  const messages = await db().message.findMany({ where: { roomId }, orderBy: { seq: "asc" } });
  const authors = new Map(messages.map((message) => [message.id, message.authorId]));
  return messages.flatMap((message) => {
    const { names, ...groups } = mentionsOf(message.body);
    const isAnswer = message.replyToId !== null && authors.get(message.replyToId) === id;
    const calls = names.includes(username) || mentionsEverybody({ names, ...groups }) || isAnswer;
    const counts =
      message.kind === "USER" &&
      message.deletedAt === null &&
      message.authorId !== id &&
      calls &&
      present.get(message.id)?.has(id);
    return counts && message.seq > membership.lastReadSeq ? [message.seq] : [];
  });
}

const listed = async (who: RegisteredViewer) =>
  (await listActivity(who, activityQuerySchema.parse({ unread: "true", limit: "100" }))).entries.filter(
    ({ cause }) => cause !== "ADDED" && cause !== "REACTION",
  );

test("counts, lists and messages agree after two hundred steps of three people", async () => {
  const below = randomNumbers(7);
  const pick = <T>(all: readonly T[]): T => all[below(all.length)] as T;
  const bodies = ["words", "@grace", "@linus and @ada", "@all", "`@ada`", "@nobody"];
  for (let n = 0; n < 200; n++) {
    const who = pick(people);
    const members = await db().membership.findMany({ where: { roomId } });
    const ada = people[0] as RegisteredViewer;
    if (!members.some(({ userId }) => userId === who.id)) {
      await addMembers(ada, roomId, [who.id]);
      continue;
    }
    const messages = await db().message.findMany({ where: { roomId, kind: "USER", deletedAt: null } });
    const message = messages.length > 0 ? pick(messages) : undefined;
    const own = messages.filter(({ authorId }) => authorId === who.id);
    const step = below(10);
    const now = new Set(members.map(({ userId }) => userId));
    if (step <= 3 || !message) {
      const input = { body: pick(bodies), replyToId: below(2) === 0 ? message?.id : undefined };
      present.set((await sendMessage(who, roomId, input)).message.id, now);
    } else if (step === 4 && own.length > 0)
      present.set((await editMessage(who, pick(own).id, { body: pick(bodies) })).id, now);
    else if (step === 5 && own.length > 0) await deleteMessage(who, pick(own).id);
    else if (step === 6) await addReaction(who, message.id, pick(["👍", "🎉"]));
    else if (step === 7) await removeReaction(who, message.id, pick(["👍", "🎉"]));
    else if (step === 8) await (below(3) ? markRead(who, roomId, message.seq) : markUnread(who, roomId, message.seq));
    else if (step === 9 && who !== ada && below(3) === 0) await leaveRoom(who, roomId);
    for (const one of people) {
      const truth = await recount(one);
      const entries = await listed(one);
      expect(
        entries.map(({ seq }) => seq).sort((a, b) => a - b),
        `${one.username} after step ${n}`,
      ).toEqual(truth);
      const added = (await db().membership.findFirst({ where: { roomId, userId: one.id } }))?.addedById ? 1 : 0;
      const counted = (await countActivity(one)).rooms[roomId] ?? 0;
      expect(counted - truth.length, `${one.username} after step ${n}`).toBe(added);
    }
  }
  expect(await correctActivity()).toEqual({ removed: 0, added: 0 });
}, 120_000);

test("the nightly check takes out what stands for nothing, and adds an unread mention that has no row", async () => {
  const [ada, grace] = people as [RegisteredViewer, RegisteredViewer];
  await addMembers(ada, roomId, [grace.id]);
  const { message } = await sendMessage(ada, roomId, { body: "@grace" });
  const { message: plain } = await sendMessage(ada, roomId, { body: "plain" });
  await markUnread(grace, roomId, message.seq);
  const before = await listed(grace);
  await write(async (tx) => {
    await tx.notification.deleteMany({ where: { messageId: message.id } });
    const row = { messageId: plain.id, roomId, seq: plain.seq, createdAt: new Date() };
    await tx.notification.create({ data: { ...row, userId: grace.id, cause: "MENTION" } });
    await tx.notification.create({
      data: { ...row, userId: ada.id, cause: "REACTION", actorId: grace.id, emoji: "👍" },
    });
  });
  expect(await listed(grace)).not.toEqual(before);
  expect(await correctActivity()).toEqual({ removed: 2, added: 1 });
  expect(await listed(grace)).toEqual(before);
  expect(await correctActivity()).toEqual({ removed: 0, added: 0 });
});

test("rows of ninety days, and the newest thousand, are kept", async () => {
  const [ada] = people as [RegisteredViewer];
  const { message } = await sendMessage(ada, roomId, { body: "old" });
  const rows = await db().notification.count({ where: { userId: ada.id } });
  await write((tx) =>
    tx.notification.create({
      data: { userId: ada.id, messageId: message.id, cause: "REACTION", roomId, seq: 1, createdAt: new Date(0) },
    }),
  );
  await removeOldActivity();
  expect(await db().notification.count({ where: { userId: ada.id } })).toBe(rows);
  const messages = Array.from({ length: 1005 }, (_, n) => ({
    ...{ id: `old${n}`, roomId, seq: 10_000 + n, rev: 10_000 + n, authorId: ada.id, body: "" },
  }));
  await write(async (tx) => {
    await tx.message.createMany({ data: messages });
    const createdAt = (n: number) => new Date(Date.now() + n);
    await tx.notification.createMany({
      data: messages.map(({ id, seq }, n) => ({
        userId: ada.id,
        messageId: id,
        cause: "GROUP",
        roomId,
        seq,
        createdAt: createdAt(n),
      })),
    });
  });
  await removeOldActivity();
  const left = await db().notification.findMany({ where: { userId: ada.id }, select: { messageId: true } });
  expect(left).toHaveLength(1000);
  expect(left.some(({ messageId }) => messageId === "old4")).toBe(false);
  expect(left.some(({ messageId }) => messageId === "old1004")).toBe(true);
});
