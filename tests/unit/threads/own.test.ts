// What a client shows as unread in a thread, under the message that the thread is about (docs/reliability.md Q3).
import { expect, test } from "vitest";
import type { Message } from "@/lib/messages/schema.ts";
import { apply, fromPage, type Timeline, withAuthor } from "@/lib/messages/timeline.ts";
import { isMiscounted } from "@/lib/threads/own.ts";
import { type OwnThread, THREAD_UNREAD_MAX } from "@/lib/threads/schema.ts";
import { randomNumbers } from "../../support/random.ts";
import { FakeRoom, ME } from "../messages/outbox/fake-room.ts";

const OWN: OwnThread = { following: true, lastReadSeq: 2, unread: 0, countedSeq: 2 };

/** A room with a message, one reply to it, and what the thread is to the viewer, in the room and in the thread. */
function opened(own: OwnThread = OWN): { room: FakeRoom; root: Message; states: Timeline[] } {
  const room = new FakeRoom();
  const root = room.send(1, "root");
  room.sendInThread(2, 0);
  const told = { roomId: room.id, rootId: root.id, ownThread: own };
  const states = [
    fromPage(ME, { roomId: room.id }, room.page()),
    fromPage(ME, { roomId: room.id, rootId: root.id }, room.threadPage(root.id)),
  ];
  return { room, root, states: states.map((state) => apply(state, told)) };
}

/** The state after the events since `from`, each heard twice. */
const heard = (state: Timeline, room: FakeRoom, from: number): Timeline =>
  room.log.slice(from).reduce((now, change) => apply(apply(now, change), change), state);
const rootOf = (state: Timeline) => (state.root ?? state.messages[0]) as Message;
const ownOf = (state: Timeline): OwnThread | undefined => rootOf(state).ownThread;

test("replies of others are counted as they come, each once, and one's own are not", () => {
  const { room, states } = opened();
  const from = room.log.length;
  room.sendInThread(1, 0);
  room.sendInThread(0, 0);
  room.sendInThread(2, 0, true);
  for (const state of states) expect(ownOf(heard(state, room, from))).toEqual({ ...OWN, unread: 2, countedSeq: 5 });
});

test("nothing is counted for who does not follow, nor beyond what is shown", () => {
  const { room, states } = opened({ ...OWN, following: false });
  const many = opened({ ...OWN, unread: THREAD_UNREAD_MAX });
  for (const one of [room, many.room]) one.sendInThread(1, 0);
  for (const state of states) expect(ownOf(heard(state, room, 3))?.unread).toBe(0);
  for (const state of many.states) expect(ownOf(heard(state, many.room, 3))?.unread).toBe(THREAD_UNREAD_MAX);
});

test("a reply that is deleted unread is asked about, and one that was read is not", () => {
  for (const lastReadSeq of [2, 3]) {
    const { room, root, states } = opened({ ...OWN, lastReadSeq, countedReplies: 1 });
    const from = room.log.length;
    room.sendInThread(1, 0);
    room.remove(2);
    const told = { roomId: room.id, rootId: root.id };
    for (const state of states) {
      const after = heard(state, room, from);
      expect(isMiscounted(rootOf(after))).toBe(lastReadSeq === 2);
      const answered = { ...OWN, lastReadSeq, unread: 0, countedSeq: 3, countedReplies: 1 };
      const asked = apply(after, { ...told, ownThread: answered });
      expect(ownOf(asked)).toEqual(answered);
      expect(isMiscounted(rootOf(asked))).toBe(false);
    }
  }
});

test("whatever replies come and go, what is shown is what is unread, or it is asked", () => {
  const below = randomNumbers(3);
  for (let round = 0; round < 200; round++) {
    const { room, root, states } = opened({ ...OWN, countedReplies: 1 });
    const from = room.log.length;
    for (let n = 0; n < 8; n++) {
      const step = below(4);
      if (step === 0) room.remove(2 + below(room.messages.length));
      else if (step === 1) room.edit(2 + below(room.messages.length));
      else room.sendInThread(below(3), 0, below(2) === 0);
    }
    const isUnread = ({ rootId, seq, deletedAt, author }: Message) =>
      rootId === root.id && seq > OWN.lastReadSeq && deletedAt === null && author.id !== ME;
    const unread = room.messages.filter(isUnread).length;
    for (const state of states.map((one) => heard(one, room, from)))
      if (!isMiscounted(rootOf(state))) expect(rootOf(state).thread ? ownOf(state)?.unread : 0).toBe(unread);
  }
});

test("what another device has read is read, and an older answer does not make it unread again", () => {
  const { room, root, states } = opened();
  const from = room.log.length;
  room.sendInThread(1, 0);
  const read = { roomId: room.id, rootId: root.id, ownThread: { ...OWN, lastReadSeq: 3, countedSeq: 3 } };
  for (const state of states) {
    const after = apply(heard(state, room, from), read);
    expect(ownOf(after)).toEqual(read.ownThread);
    expect(apply(after, { ...read, ownThread: OWN })).toBe(after);
    expect(ownOf(apply(after, { ...read, ownThread: { ...read.ownThread, following: false } }))?.following).toBe(false);
  }
});

test("a change of the message, which tells everybody the same, leaves what is one's own", () => {
  const { room, states } = opened({ ...OWN, unread: 3 });
  const from = room.log.length;
  room.edit(0);
  for (const state of states) expect(ownOf(heard(state, room, from))?.unread).toBe(3);
});

test("a thread that nobody has on screen is nobody's concern", () => {
  const { room, states } = opened();
  const [state] = states as [Timeline];
  expect(apply(state, { roomId: room.id, rootId: "elsewhere", ownThread: OWN })).toBe(state);
});

test("who replied last is called by their new name", () => {
  const { states } = opened();
  const grace = { id: "grace", username: "grace", displayName: "Admiral Grace", pictureId: "new" };
  for (const state of states) {
    const renamed = withAuthor(state, grace);
    expect((renamed.root ?? renamed.messages[0])?.thread?.participants).toEqual([grace]);
    expect(withAuthor(renamed, grace)).toBe(renamed);
  }
});
