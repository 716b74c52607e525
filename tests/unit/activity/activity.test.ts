// What Activity lists and counts (docs/reliability.md Q3).
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { markActivity } from "@/lib/activity/commands.ts";
import { activityQuerySchema } from "@/lib/activity/input-schema.ts";
import { countActivity, listActivity } from "@/lib/activity/queries.ts";
import type { ActivityEntry } from "@/lib/activity/schema.ts";
import { closeDoors, openDoors, write } from "@/lib/db/doors.ts";
import { changeSettings } from "@/lib/members/change-settings.ts";
import { addMembers, leaveRoom, removeMember } from "@/lib/members/commands.ts";
import { markRead, markUnread } from "@/lib/members/mark-read.ts";
import { deleteMessage, editMessage, sendMessage } from "@/lib/messages/commands.ts";
import type { SendInput } from "@/lib/messages/input-schema.ts";
import { addReaction, removeReaction } from "@/lib/reactions/commands.ts";
import { createRoom, updateRoom } from "@/lib/rooms/commands.ts";
import { MUTED_FOR_EVER } from "@/lib/rooms/member-settings.ts";
import { followThread, markThreadRead } from "@/lib/threads/commands.ts";
import { statementsOf } from "../../support/statements.ts";
import { type RegisteredViewer, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer, linus: RegisteredViewer;
let roomId: string;

beforeAll(async () => {
  await openDoors();
  [ada, grace, linus] = [await signUp("ada"), await signUp("grace"), await signUp("linus")];
}, START_MS);
afterAll(closeDoors);
beforeEach(async () => {
  for (const one of [ada, grace, linus]) await markActivity(one, { until: "2099-01-01T00:00:00.000Z" });
  roomId = await newRoom([grace.id, linus.id]);
  for (const one of [grace, linus]) await markRead(one, roomId, 1);
});

const newRoom = async (userIds: string[]): Promise<string> =>
  (await createRoom(ada, { kind: "PRIVATE", name: "Garden", topic: "", userIds })).room.id;
const send = async (who: RegisteredViewer, input: SendInput) => (await sendMessage(who, roomId, input)).message;
const list = async (who: RegisteredViewer, query: object = {}): Promise<ActivityEntry[]> =>
  (await listActivity(who, activityQuerySchema.parse(query))).entries.filter(({ room }) => room.id === roomId);
const causes = async (who: RegisteredViewer) =>
  (await list(who)).map(({ cause }) => cause).filter((one) => one !== "ADDED");
const unread = async (who: RegisteredViewer): Promise<number> =>
  Object.values((await countActivity(who)).rooms).reduce((sum, one) => sum + one, 0);

describe("what concerns somebody", () => {
  test("is a mention, a reply, @all and a reaction, each once, at the strongest cause", async () => {
    const mine = await send(grace, { body: "Who waters?" });
    await send(ada, { body: "I do", replyToId: mine.id });
    await send(ada, { body: "@all come" });
    await send(ada, { body: "@here and @Grace and @all", replyToId: mine.id });
    await send(linus, { body: "nobody" });
    expect(await causes(grace)).toEqual(["MENTION", "GROUP", "REPLY"]);
    expect(await causes(linus)).toEqual(["GROUP", "GROUP"]);
    expect(await causes(ada)).toEqual([]);
    expect(await unread(grace)).toBe(3);
    await addReaction(ada, mine.id, "🎉");
    expect(await causes(grace)).toEqual(["REACTION", "MENTION", "GROUP", "REPLY"]);
    expect(await countActivity(grace)).toEqual({ rooms: { [roomId]: 3 }, quiet: true });
  });

  test("says who, where, and the words on one line with the mention marked", async () => {
    await send(ada, { body: "**Dear** @grace.\nnot @gracey but @all" });
    const [entry] = await list(grace);
    expect(entry).toMatchObject({
      ...{ cause: "MENTION", seq: 2, unread: true, quiet: false, emoji: null, rootId: null },
      ...{ room: { id: roomId, kind: "PRIVATE", name: "Garden" }, actor: { username: "ada" } },
    });
    expect(entry?.line).toEqual([
      { text: "Dear ", match: false },
      { text: "@grace", match: true },
      { text: ". not @gracey but ", match: false },
      { text: "@all", match: true },
    ]);
  });

  test("that one is added to a room is unread until one reads there", async () => {
    roomId = await newRoom([linus.id]);
    await addMembers(ada, roomId, [grace.id]);
    expect(await list(linus)).toMatchObject([{ cause: "ADDED", unread: true, actor: { username: "ada" } }]);
    expect(await list(grace)).toMatchObject([{ cause: "ADDED", unread: true }]);
    expect(await unread(grace)).toBe(1);
    await markRead(grace, roomId, 1);
    expect(await list(grace)).toMatchObject([{ cause: "ADDED", unread: false }]);
    expect(await unread(grace)).toBe(0);
  });

  test("is read with its room, and unread again with it, also when it was ticked off", async () => {
    const { id, seq } = await send(ada, { body: "@grace" });
    await markRead(grace, roomId, seq);
    expect(await unread(grace)).toBe(0);
    expect(await list(grace, { unread: "true" })).toEqual([]);
    await markUnread(grace, roomId, seq);
    expect(await unread(grace)).toBe(1);
    await markActivity(grace, { messageIds: [id] });
    expect(await unread(grace)).toBe(0);
    await markRead(grace, roomId, seq);
    await markUnread(grace, roomId, seq);
    expect(await list(grace, { unread: "true" })).toMatchObject([{ messageId: id }]);
  });

  test("can be ticked off all together, and that be taken back; what comes later stays", async () => {
    await send(ada, { body: "@grace 1" });
    const second = await send(ada, { body: "@grace 2" });
    const [newest] = await list(grace);
    const third = await send(ada, { body: "@grace 3" });
    await editMessage(ada, third.id, { body: "@grace three" });
    const { doneAt, counts } = await markActivity(grace, { until: newest?.createdAt });
    expect(counts.rooms).toEqual(third.createdAt > second.createdAt ? { [roomId]: 1 } : {});
    expect((await markActivity(grace, { undo: doneAt })).counts.rooms).toEqual({ [roomId]: 3 });
    await markActivity(linus, { messageIds: [third.id] });
    expect(await unread(grace)).toBe(3);
    // A browser that had no network may say it twice, and late.
    for (const _ of ["once", "twice"]) await markActivity(grace, { messageIds: [second.id, third.id] });
    for (const _ of ["once", "twice"]) await markActivity(grace, { unreadIds: [third.id] });
    expect((await list(grace)).filter((one) => one.unread).map(({ messageId }) => messageId)).toContain(third.id);
    expect(await unread(grace)).toBe(2);
  });
});

describe("what changes", () => {
  test("takes its row along: a mention that is edited out, a message that is deleted", async () => {
    const mine = await send(grace, { body: "first" });
    const { id } = await send(ada, { body: "@grace @all", replyToId: mine.id });
    await editMessage(ada, id, { body: "@all" });
    expect(await causes(grace)).toEqual(["REPLY"]);
    expect(await causes(linus)).toEqual(["GROUP"]);
    await editMessage(ada, id, { body: "nobody" });
    expect(await causes(grace)).toEqual(["REPLY"]);
    expect(await causes(linus)).toEqual([]);
    await editMessage(ada, id, { body: "@linus" });
    expect(await causes(linus)).toEqual(["MENTION"]);
    await deleteMessage(ada, id);
    expect([await causes(grace), await causes(linus), await unread(grace)]).toEqual([[], [], 0]);
  });

  test("does not bring back what was ticked off, and leaves a reaction to the edited message", async () => {
    const { id } = await send(ada, { body: "@grace" });
    await addReaction(grace, id, "👍");
    await markActivity(grace, { messageIds: [id] });
    await editMessage(ada, id, { body: "@grace again" });
    expect(await unread(grace)).toBe(0);
    expect(await causes(ada)).toEqual(["REACTION"]);
    await deleteMessage(ada, id);
    expect(await causes(ada)).toEqual([]);
  });

  test("a reaction's row tells the newest, and goes with the last of others", async () => {
    const { id } = await send(ada, { body: "Tea?" });
    await addReaction(ada, id, "☕");
    expect(await causes(ada)).toEqual([]);
    await addReaction(grace, id, "🎉");
    await addReaction(linus, id, "👍");
    expect(await list(ada)).toMatchObject([
      { cause: "REACTION", actor: { username: "linus" }, emoji: "👍", quiet: true },
    ]);
    expect(await unread(ada)).toBe(0);
    await removeReaction(linus, id, "👍");
    expect(await list(ada)).toMatchObject([{ actor: { username: "grace" }, emoji: "🎉" }]);
    await markActivity(ada, { messageIds: [id] });
    expect((await countActivity(ada)).quiet).toBe(false);
    await addReaction(linus, id, "👍");
    expect((await countActivity(ada)).quiet).toBe(true);
    await removeReaction(linus, id, "👍");
    await removeReaction(grace, id, "🎉");
    expect(await causes(ada)).toEqual([]);
  });

  test("nobody sees what is in a room that they have lost, and sees it again when they come back", async () => {
    await send(ada, { body: "@grace @linus" });
    await removeMember(ada, roomId, grace.id);
    await leaveRoom(linus, roomId);
    for (const who of [grace, linus]) {
      expect(await list(who)).toEqual([]);
      expect(await unread(who)).toBe(0);
    }
    await addMembers(ada, roomId, [grace.id]);
    expect(await list(grace)).toMatchObject([
      { cause: "ADDED", unread: true },
      { cause: "MENTION", unread: false },
      { cause: "ADDED" },
    ]);
  });

  test("what is in an archived room, or one that is to interrupt with nothing, is listed and in no count", async () => {
    await send(ada, { body: "@grace @linus" });
    await changeSettings(grace, roomId, { level: "NOTHING" });
    expect(await countActivity(grace)).toEqual({ rooms: {}, quiet: true });
    expect(await list(grace, { unread: "true" })).toMatchObject([{ unread: true, quiet: true }]);
    expect(await unread(linus)).toBe(1);
    await updateRoom(ada, roomId, { archived: true });
    expect(await unread(linus)).toBe(0);
  });
});

describe("in a thread", () => {
  const open = () => write((tx) => tx.room.updateMany({ data: { threads: "ON" } }));

  test("a reply concerns who follows it, and whom it calls more; reading the thread reads just that", async () => {
    await open();
    const root = await send(ada, { body: "Which tea?" });
    const first = await send(grace, { body: "Green", rootId: root.id });
    await send(linus, { body: "@grace black", rootId: root.id });
    const last = await send(linus, { body: "or @all white", rootId: root.id });
    expect(await list(ada)).toMatchObject([
      { cause: "GROUP", rootId: root.id },
      { cause: "THREAD", rootId: root.id },
      { cause: "THREAD", rootId: root.id, unread: true },
    ]);
    expect(await causes(grace)).toEqual(["GROUP", "MENTION"]);
    await markRead(ada, roomId, last.seq);
    expect(await unread(ada)).toBe(3);
    await markThreadRead(ada, root.id, first.seq);
    expect(await unread(ada)).toBe(2);
    await markThreadRead(ada, root.id, last.seq);
    expect(await unread(ada)).toBe(0);
    expect(await unread(grace)).toBe(2);
    await addReaction(ada, first.id, "👍");
    expect((await list(grace))[0]).toMatchObject({ cause: "REACTION", rootId: root.id });
  });

  test("an edit makes no further row for followers, and a mention taken out leaves the thread's", async () => {
    await open();
    const root = await send(ada, { body: "Which tea?" });
    const reply = await send(grace, { body: "@ada green", rootId: root.id });
    await followThread(linus, root.id);
    await editMessage(grace, reply.id, { body: "green" });
    expect(await causes(ada)).toEqual(["THREAD"]);
    expect(await causes(linus)).toEqual([]);
    await deleteMessage(grace, reply.id);
    expect(await causes(ada)).toEqual([]);
  });

  test("what was sent to the room, too, is read there; of a muted room a thread makes no number", async () => {
    await open();
    const root = await send(ada, { body: "Which tea?" });
    const both = await send(grace, { body: "Green", rootId: root.id, inRoom: true });
    expect(await list(ada)).toMatchObject([{ cause: "THREAD", rootId: null }]);
    await markRead(ada, roomId, both.seq);
    expect(await unread(ada)).toBe(0);
    await changeSettings(ada, roomId, { mutedUntil: MUTED_FOR_EVER });
    await send(grace, { body: "Or black", rootId: root.id });
    expect(await countActivity(ada)).toEqual({ rooms: {}, quiet: true });
    await send(grace, { body: "@ada?", rootId: root.id });
    expect(await unread(ada)).toBe(1);
  });
});

test("pages have each entry once, also where several came in one moment", async () => {
  for (let n = 0; n < 7; n++) await send(ada, { body: `@grace ${n}` });
  const seen: string[] = [];
  let after: string | undefined;
  do {
    const page = await listActivity(grace, activityQuerySchema.parse({ limit: "2", unread: "true", after }));
    expect(page.entries.length).toBeLessThanOrEqual(2);
    seen.push(...page.entries.filter(({ room }) => room.id === roomId).map(({ seq }) => String(seq)));
    after = page.next ?? undefined;
  } while (after);
  expect(seen.sort()).toEqual(["2", "3", "4", "5", "6", "7", "8"]);
});

test("a page and a count cost the same with one entry and with thirty", async () => {
  const cost = async (work: () => Promise<unknown>) => (await statementsOf(work)).length;
  const mine = await send(grace, { body: "mine" });
  await addReaction(ada, mine.id, "👍");
  const page = () => listActivity(grace, activityQuerySchema.parse({}));
  const before = await cost(page);
  expect(before, "rows, counts, messages with authors, who reacted").toBe(4);
  for (let n = 0; n < 30; n++) await send(ada, { body: `@grace ${n}` });
  expect(await cost(page)).toBe(3);
  await addReaction(linus, mine.id, "👍");
  expect(await cost(page)).toBe(before);
  expect(await cost(() => countActivity(grace))).toBe(1);
});
