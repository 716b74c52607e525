// docs/reliability.md D22.
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { closeDoors, db, openDoors, writeSql } from "@/lib/db/doors.ts";
import { saveDraft } from "@/lib/drafts/commands.ts";
import { listDrafts } from "@/lib/drafts/queries.ts";
import { removeMember } from "@/lib/members/commands.ts";
import { deleteMessage, editMessage, sendMessage } from "@/lib/messages/commands.ts";
import type { SendInput } from "@/lib/messages/input-schema.ts";
import { getMessage, listChanges, listMessages } from "@/lib/messages/queries.ts";
import { restoreMessage } from "@/lib/messages/restore-message.ts";
import type { Message } from "@/lib/messages/schema.ts";
import { addReaction } from "@/lib/reactions/commands.ts";
import { createRoom, updateRoom } from "@/lib/rooms/commands.ts";
import { getRoom, listRooms } from "@/lib/rooms/queries.ts";
import { followThread, markThreadRead, unfollowThread } from "@/lib/threads/commands.ts";
import { getOwnThread, listThread } from "@/lib/threads/queries.ts";
import type { RoomThreads } from "@/lib/threads/schema.ts";
import { type RegisteredViewer, refusal, START_MS, signUp } from "../accounts/register-viewer.ts";

let ada: RegisteredViewer, grace: RegisteredViewer, linus: RegisteredViewer, mallory: RegisteredViewer;
let roomId: string;
let root: Message;

beforeAll(async () => {
  await openDoors();
  [ada, grace, linus] = [await signUp("ada"), await signUp("grace"), await signUp("linus")];
  mallory = await signUp("mallory");
}, START_MS);
afterAll(closeDoors);
beforeEach(async () => {
  roomId = await newRoom("ON");
  root = await send(ada, { body: "Who waters the garden?" });
});

async function newRoom(threads: RoomThreads): Promise<string> {
  const input = { kind: "PRIVATE" as const, name: "Garden", topic: "", userIds: [grace.id, linus.id] };
  const { room } = await createRoom(ada, input);
  return (await updateRoom(ada, room.id, { threads })).id;
}

const send = async (who: RegisteredViewer, input: SendInput): Promise<Message> =>
  (await sendMessage(who, roomId, input)).message;
const reply = (who: RegisteredViewer, body = "I do", more: Partial<SendInput> = {}) =>
  send(who, { body, rootId: root.id, ...more });
const rootNow = (who = ada) => getMessage(who, root.id);
const thread = (query = {}, who = ada) => listThread(who, root.id, { limit: 50, ...query });
const own = (who: RegisteredViewer) => getOwnThread(who, root.id);
const COUNTED = { following: true, unread: 1, countedReplies: 1 };
const bodies = (messages: readonly Message[]) => messages.map(({ body }) => body);

describe("a reply", () => {
  test("is in the thread and not in the room, and its root tells of it with the next rev", async () => {
    const before = await getRoom(ada, roomId);
    const sent = await reply(grace);
    expect(sent).toMatchObject({ rootId: root.id, inRoom: false, seq: before.seq + 1, rev: before.rev + 1 });
    const told = await rootNow();
    expect(told).toMatchObject({
      rev: before.rev + 2,
      thread: { replyCount: 1, lastReplyAt: sent.createdAt, participants: [{ id: grace.id }] },
    });
    expect(bodies((await thread()).messages)).toEqual(["I do"]);
    expect((await thread()).root).toEqual(told);
    expect((await listMessages(ada, roomId, { limit: 1 })).messages).toEqual([told]);
    const changes = await listChanges(linus, roomId, { since: before.rev, limit: 50 });
    expect(changes.messages.map(({ id, rev }) => ({ id, rev }))).toEqual([
      { id: sent.id, rev: before.rev + 1 },
      { id: root.id, rev: before.rev + 2 },
    ]);
    expect(changes.rev).toBe(before.rev + 2);
  });

  test("leaves the room as it is: its place in the list, its last message, what is unread and who is mentioned", async () => {
    const before = await getRoom(linus, roomId);
    expect(before).toMatchObject({ unread: 1, mentioned: false });
    await reply(grace, "@linus could");
    const { seq, rev, ...after } = await getRoom(linus, roomId);
    const { seq: _, rev: __, ...was } = before;
    expect(after).toEqual(was);
    expect({ seq, rev }).toEqual({ seq: before.seq + 1, rev: before.rev + 2 });
    expect((await listRooms(linus, { scope: "joined", limit: 100 })).rooms).toContainEqual({ ...after, seq, rev });
  });

  test("that is sent to the room, too, is one message in both, and counts in the room", async () => {
    const sent = await reply(grace, "@linus could", { inRoom: true });
    expect((await thread()).messages).toEqual([sent]);
    expect((await listMessages(ada, roomId, { limit: 1 })).messages).toEqual([sent]);
    const room = await getRoom(linus, roomId);
    expect(room).toMatchObject({ unread: 2, mentioned: true, lastMessage: { id: sent.id } });
    expect(room.lastActivityAt).toBe(sent.createdAt);
  });

  test("sent again is the first one, and is counted once", async () => {
    const first = await sendMessage(grace, roomId, { body: "once", rootId: root.id, clientId: "again" });
    expect(first.created).toBe(true);
    for (const body of ["once", "twice"])
      expect(await sendMessage(grace, roomId, { body, rootId: root.id, clientId: "again" })).toEqual({
        ...first,
        created: false,
      });
    expect((await rootNow()).thread?.replyCount).toBe(1);
    await updateRoom(ada, roomId, { threads: "OFF" });
    expect((await sendMessage(grace, roomId, { body: "once", rootId: root.id, clientId: "again" })).message.id).toBe(
      first.message.id,
    );
  });

  test("answers what is in its thread only, and a message of the room what is in the room", async () => {
    const first = await reply(grace);
    const other = await send(ada, { body: "another" });
    const quoting = await reply(linus, "so do I", { replyToId: first.id });
    expect(quoting.replyToId).toBe(first.id);
    expect((await reply(linus, "indeed", { replyToId: root.id })).replyToId).toBe(root.id);
    expect(await refusal(reply(linus, "no", { replyToId: other.id }))).toBe("invalid");
    expect(await refusal(send(linus, { body: "no", replyToId: first.id }))).toBe("invalid");
  });

  test("is changed like any message, and deleted ones are no longer counted", async () => {
    const first = await reply(grace, "first");
    const second = await reply(linus, "second");
    await editMessage(grace, first.id, { body: "edited" });
    await addReaction(ada, first.id, "👍");
    expect((await thread()).messages.map(({ body, reactions }) => [body, reactions.length])).toEqual([
      ["edited", 1],
      ["second", 0],
    ]);
    const before = await getRoom(ada, roomId);
    const gone = await deleteMessage(linus, second.id);
    expect(gone.rev).toBe(before.rev + 1);
    const at = first.createdAt;
    expect(await rootNow()).toMatchObject({
      rev: before.rev + 2,
      thread: { replyCount: 1, lastReplyAt: at, participants: [{ id: grace.id }] },
    });
    expect(bodies((await thread()).messages)).toEqual(["edited", ""]);
    await deleteMessage(grace, first.id);
    expect((await rootNow()).thread).toBeNull();
  });
});

test("a reply that its author brings back is counted again, with two revs as when it was deleted", async () => {
  const first = await reply(grace, "first");
  const second = await reply(linus, "second");
  const before = (await rootNow()).thread;
  await deleteMessage(linus, second.id);
  expect((await rootNow()).thread?.replyCount).toBe(1);
  const { rev } = await getRoom(ada, roomId);
  expect(await restoreMessage(linus, second.id)).toMatchObject({ body: "second", rev: rev + 1, rootId: root.id });
  expect(await rootNow()).toMatchObject({ thread: before, rev: rev + 2 });
  await restoreMessage(linus, second.id);
  expect((await rootNow()).thread).toEqual(before);
  await deleteMessage(grace, first.id);
  await deleteMessage(linus, second.id);
  expect((await rootNow()).thread).toBeNull();
  await restoreMessage(grace, first.id);
  expect((await rootNow()).thread).toMatchObject({ replyCount: 1, participants: [{ id: grace.id }] });
  await deleteMessage(ada, root.id);
  expect(await restoreMessage(ada, root.id)).toMatchObject({ body: root.body, thread: { replyCount: 1 } });
});

describe("is refused", () => {
  test("to outsiders, removed people and in an archived room, as if there were no room", async () => {
    expect((await reply(linus)).rootId).toBe(root.id);
    for (const asked of [
      () => reply(mallory),
      () => thread({}, mallory),
      () => followThread(mallory, root.id),
      () => unfollowThread(mallory, root.id),
      () => markThreadRead(mallory, root.id, 1),
      () => saveDraft(mallory, roomId, { body: "x", rootId: root.id, editedAt: new Date().toISOString() }),
    ])
      expect(await refusal(asked())).toBe("not_found");
    await removeMember(ada, roomId, linus.id);
    expect(await refusal(reply(linus))).toBe("not_found");
    expect(await refusal(thread({}, linus))).toBe("not_found");
    await updateRoom(ada, roomId, { archived: true });
    expect(await refusal(reply(grace))).toBe("forbidden");
    expect(bodies((await thread({}, grace)).messages)).toEqual(["I do"]);
  });

  test("where threads are off, and what is there stays readable", async () => {
    await reply(grace);
    await updateRoom(ada, roomId, { threads: "OFF" });
    expect(await refusal(reply(grace))).toBe("invalid");
    expect(bodies((await thread()).messages)).toEqual(["I do"]);
    await updateRoom(ada, roomId, { threads: "ON" });
    expect((await reply(grace)).rootId).toBe(root.id);
  });

  test("where threads are required, to quotes outside of them, and to nothing else", async () => {
    await updateRoom(ada, roomId, { threads: "REQUIRED" });
    expect(await refusal(send(grace, { body: "no", replyToId: root.id }))).toBe("invalid");
    expect((await send(grace, { body: "news" })).rootId).toBeNull();
    expect((await reply(grace, "yes", { replyToId: root.id })).replyToId).toBe(root.id);
  });

  test("about a message of another room, a reply, a notice and what is not there", async () => {
    const sent = await reply(grace);
    const [notice] = (await listMessages(ada, roomId, { after: 0, limit: 1 })).messages;
    expect(notice?.kind).toBe("SYSTEM");
    const elsewhere = await newRoom("ON");
    const other = (await sendMessage(ada, elsewhere, { body: "elsewhere" })).message;
    for (const rootId of [other.id, sent.id, notice?.id ?? "", "nothing0nothing0"])
      expect(await refusal(send(grace, { body: "no", rootId })), rootId).toBe("invalid");
    expect(await refusal(followThread(grace, notice?.id ?? ""))).toBe("forbidden");
    const at = new Date().toISOString();
    expect(await refusal(saveDraft(grace, roomId, { body: "x", rootId: other.id, editedAt: at }))).toBe("invalid");
  });

  test("about a deleted message without replies; one with replies goes on and can be read", async () => {
    const sent = await reply(grace);
    await deleteMessage(ada, root.id);
    expect(await rootNow()).toMatchObject({ body: "", thread: { replyCount: 1 } });
    await reply(linus, "sad");
    expect(bodies((await thread()).messages)).toEqual(["I do", "sad"]);
    for (const one of (await thread()).messages) await deleteMessage(one.id === sent.id ? grace : linus, one.id);
    expect(await refusal(reply(grace))).toBe("conflict");
    expect(await db().message.count({ where: { rootId: root.id } })).toBe(2);
  });

  test("to set threads of a room as a member, and in a direct chat", async () => {
    expect(await refusal(updateRoom(grace, roomId, { threads: "OFF" }))).toBe("forbidden");
    const direct = (await createRoom(ada, { kind: "DIRECT", userIds: [grace.id] })).room;
    expect(await refusal(updateRoom(ada, direct.id, { threads: "REQUIRED" }))).toBe("forbidden");
    await updateRoom(ada, roomId, { threads: "OFF" });
    const [notice] = (await listMessages(ada, roomId, { limit: 1 })).messages;
    expect(notice).toMatchObject({ kind: "SYSTEM", body: "switched threads off" });
  });
});

describe("who follows a thread", () => {
  test("is who writes in it, who is mentioned there, and the author of the message", async () => {
    for (const who of [ada, grace, linus]) expect((await own(who)).following).toBe(false);
    const sent = await reply(grace, "@linus does");
    const unread = { ...COUNTED, lastReadSeq: sent.seq - 1, countedSeq: sent.seq };
    expect(await own(ada)).toEqual(unread);
    expect(await own(linus)).toEqual(unread);
    expect(await own(grace)).toEqual({ ...unread, lastReadSeq: sent.seq, unread: 0 });
    expect((await rootNow(linus)).ownThread).toEqual(unread);
  });

  test("who has left it comes back by a mention or a reply of their own, and not by those of others", async () => {
    await reply(grace);
    for (const who of [ada, grace]) expect((await unfollowThread(who, root.id)).following).toBe(false);
    await reply(linus, "hm");
    expect([(await own(ada)).following, (await own(grace)).following]).toEqual([false, false]);
    expect(await own(ada)).toMatchObject({ unread: 0 });
    const last = await reply(linus, "@ada really?");
    expect(await own(ada)).toMatchObject({ following: true, unread: 1, lastReadSeq: last.seq - 1 });
    const back = await reply(grace, "yes");
    expect(await own(grace)).toMatchObject({ following: true, unread: 0, lastReadSeq: back.seq });
  });

  test("@all in a thread mentions those who follow it, and makes nobody follow", async () => {
    await reply(grace);
    const sent = await reply(grace, "@all look");
    expect((await own(linus)).following).toBe(false);
    const mentioned = await db().mention.findMany({ where: { messageId: sent.id }, select: { userId: true } });
    expect(mentioned).toEqual([{ userId: ada.id }]);
  });

  test("an edit that mentions somebody lets them follow", async () => {
    const sent = await reply(grace, "hm");
    await editMessage(grace, sent.id, { body: "@linus hm" });
    expect(await own(linus)).toEqual({ ...COUNTED, lastReadSeq: sent.seq - 1, countedSeq: sent.seq });
  });

  test("follows by the button from here on, and reads forward only", async () => {
    const first = await reply(grace);
    expect(await followThread(linus, first.id)).toMatchObject({ following: true, unread: 0 });
    expect(await followThread(linus, root.id)).toMatchObject({ following: true, unread: 0 });
    const [second, third] = [await reply(grace), await reply(ada)];
    expect(await own(linus)).toMatchObject({ unread: 2 });
    expect(await markThreadRead(linus, root.id, second.seq)).toMatchObject({ unread: 1, lastReadSeq: second.seq });
    expect(await markThreadRead(linus, root.id, first.seq)).toMatchObject({ unread: 1, lastReadSeq: second.seq });
    expect(await markThreadRead(linus, root.id, 2_000_000_000)).toMatchObject({ unread: 0, lastReadSeq: third.seq });
    expect(await getRoom(linus, roomId)).toMatchObject({ unread: 1 });
    await unfollowThread(linus, root.id);
    expect(await markThreadRead(linus, root.id, third.seq + 1)).toMatchObject({ following: false });
  });
});

describe("pages", () => {
  test("of a thread and of its room say exactly whether there is more", async () => {
    const sent: Message[] = [];
    for (let n = 0; n < 5; n++) {
      sent.push(await reply(grace, `${n}`));
      await send(ada, { body: `room ${n}` });
    }
    const seqs = sent.map(({ seq }) => seq);
    const page = async (query: object, limit: number) => {
      const { messages, hasBefore, hasAfter } = await thread({ ...query, limit });
      return [bodies(messages).join(""), hasBefore, hasAfter];
    };
    expect(await page({}, 5)).toEqual(["01234", false, false]);
    expect(await page({}, 2)).toEqual(["34", true, false]);
    expect(await page({ before: seqs[3] }, 3)).toEqual(["012", false, true]);
    expect(await page({ before: seqs[3] }, 2)).toEqual(["12", true, true]);
    expect(await page({ after: seqs[1] }, 2)).toEqual(["23", true, true]);
    expect(await page({ after: seqs[1] }, 3)).toEqual(["234", true, false]);
    expect(await page({ around: seqs[2] }, 2)).toEqual(["12", true, true]);
    expect(await page({ around: seqs[2] }, 50)).toEqual(["01234", false, false]);
    expect(await page({ after: seqs[4] }, 2)).toEqual(["", true, false]);
    expect(await page({ before: seqs[0] }, 2)).toEqual(["", false, true]);
    const room = await listMessages(ada, roomId, { limit: 5 });
    expect(bodies(room.messages)).toEqual(["room 0", "room 1", "room 2", "room 3", "room 4"]);
    expect([room.hasBefore, room.hasAfter]).toEqual([true, false]);
    const older = await listMessages(ada, roomId, { before: room.messages[0]?.seq, limit: 50 });
    expect([older.hasBefore, older.hasAfter, older.messages.at(-1)?.id]).toEqual([false, true, root.id]);
    await reply(grace, "last");
    const end = await listMessages(ada, roomId, { after: room.messages[3]?.seq, limit: 50 });
    expect([bodies(end.messages), end.hasBefore, end.hasAfter]).toEqual([["room 4"], true, false]);
  });

  test("of a reply are those of its thread", async () => {
    const sent = await reply(grace);
    expect((await listThread(linus, sent.id, { limit: 50 })).root.id).toBe(root.id);
  });
});

test("a draft of a thread is one beside that of the room, and goes with the membership", async () => {
  const editedAt = new Date().toISOString();
  await saveDraft(grace, roomId, { body: "in the room", editedAt });
  const draft = await saveDraft(grace, roomId, { body: "in the thread", rootId: root.id, editedAt });
  expect(draft).toEqual({ roomId, rootId: root.id, body: "in the thread", replyToId: null, editedAt });
  expect((await listDrafts(grace)).map(({ body }) => body).sort()).toEqual(["in the room", "in the thread"]);
  const older = new Date(Date.parse(editedAt) - 1000).toISOString();
  expect((await saveDraft(grace, roomId, { body: "older", rootId: root.id, editedAt: older })).body).toBe(
    "in the thread",
  );
  await removeMember(ada, roomId, grace.id);
  expect(await listDrafts(grace)).toEqual([]);
});

test("a server from before threads, whose statements do not know the new columns, writes messages as ever", async () => {
  await writeSql(
    (tx) => tx.sql.run`
      INSERT INTO "Message" ("id", "roomId", "seq", "rev", "kind", "authorId", "clientId", "body", "system", "replyToId", "createdAt", "fileCount")
      VALUES ('old1', ${roomId}, 1000, 1000, 'USER', ${ada.id}, 'old', 'from before', NULL, NULL, ${new Date()}, 0)`,
  );
  expect((await listMessages(ada, roomId, { limit: 1 })).messages).toMatchObject([
    { body: "from before", rootId: null, inRoom: true, thread: null },
  ]);
});
