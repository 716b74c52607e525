import { describe, expect, test } from "vitest";
import {
  appendPage,
  apply,
  applyChanges,
  discardPending,
  fromPage,
  needsCatchUp,
  type PendingMessage,
  prependPage,
  putPending,
  replacePage,
  trim,
} from "../../../lib/messages/timeline.ts";
import { FakeRoom, ME } from "./outbox/fake-room.ts";

const open = (room: FakeRoom, page = room.page()) => fromPage(ME, { roomId: room.id }, page);
const seqs = (state: { messages: readonly { seq: number }[] }) => state.messages.map((one) => one.seq);
const pending = (clientId: string): PendingMessage => ({
  clientId,
  body: "hi",
  replyToId: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  status: "sending",
});
function roomOf(count: number): FakeRoom {
  const room = new FakeRoom();
  for (let i = 0; i < count; i++) room.send(1);
  return room;
}

describe("one change", () => {
  test("a message is added once, however often it is told", () => {
    const room = roomOf(2);
    let state = open(room);
    const message = room.send(1);
    for (let i = 0; i < 3; i++) state = apply(state, { rev: message.rev, message });
    expect(seqs(state)).toEqual([1, 2, 3]);
    expect(state.rev).toBe(3);
  });
  test("an older state of a message never replaces a newer one", () => {
    const room = roomOf(1);
    const state = open(room);
    room.edit(0);
    room.remove(0);
    const [, edited, removed] = room.log;
    const after = [removed, edited].reduce((now, change) => apply(now, change as never), state);
    expect(after.messages[0]?.deletedAt).not.toBeNull();
    expect(after.rev).toBe(3);
  });
  test("a gap shows the message and asks for the rest; what arrives late closes it", () => {
    const room = roomOf(1);
    const [second, third] = [room.send(1), room.send(1)];
    const state = apply(open(roomOf(1)), { rev: 3, message: third });
    expect(seqs(state)).toEqual([1, 3]);
    expect([state.rev, needsCatchUp(state)]).toEqual([1, true]);
    const closed = apply(state, { rev: 2, message: second });
    expect([seqs(closed), closed.rev, needsCatchUp(closed)]).toEqual([[1, 2, 3], 3, false]);
  });
  test("an event too large to carry its message leaves a gap", () => {
    const state = apply(open(roomOf(1)), { rev: 2 });
    expect([state.rev, needsCatchUp(state)]).toEqual([1, true]);
    expect(needsCatchUp(apply(state, { rev: 1 }))).toBe(true);
  });
  test("a change of another room is refused", () => {
    const other = { ...roomOf(1).messages[0], roomId: "other", seq: 9, rev: 1 };
    expect(seqs(apply(open(roomOf(1)), { rev: 1, message: other as never }))).toEqual([1]);
  });
});

describe("the window", () => {
  test("what lies outside it is not inserted, but the clock moves", () => {
    const room = roomOf(20);
    const state = open(room, { ...room.page({ after: 5 }), hasBefore: true });
    room.edit(0);
    const sent = room.send(1);
    let after = apply(state, room.log.at(-2) as never);
    after = apply(after, { rev: sent.rev, message: sent });
    expect([seqs(after), after.rev]).toEqual([[6, 7, 8, 9, 10], 22]);
  });
  test("older and newer pages join it", () => {
    const room = roomOf(12);
    let state = open(room, room.page({ before: 8 }, 3));
    state = prependPage(state, room.page({ before: 5 }, 3));
    expect([seqs(state)[0], state.hasBefore]).toEqual([2, true]);
    state = prependPage(state, room.page({ before: 2 }, 3));
    expect([seqs(state)[0], state.hasBefore]).toEqual([1, false]);
    state = appendPage({ ...state, hasAfter: true }, room.page({ after: 7 }, 9));
    expect([state.messages.length, state.hasAfter]).toEqual([12, false]);
  });
  test("a page older than what was counted turns the clock back, so that nothing is skipped", () => {
    const room = roomOf(9);
    let state = open(room);
    const stale = room.page({ before: 5 });
    room.edit(1);
    state = apply(state, room.log.at(-1) as never);
    state = prependPage(state, stale);
    expect([state.rev, needsCatchUp(state)]).toEqual([9, true]);
    // A catch-up that was requested before the clock went back must not skip the gap.
    const tooLate = applyChanges(state, 10, room.changes(10));
    expect(needsCatchUp(tooLate)).toBe(true);
    state = applyChanges(tooLate, 9, room.changes(9));
    expect(state.messages[1]?.editedAt).not.toBeNull();
    expect(needsCatchUp(state)).toBe(false);
  });
  test("a jump keeps what is pending", () => {
    const room = roomOf(9);
    const state = replacePage(putPending(open(room), pending("c1")), room.page({ before: 4 }));
    expect([seqs(state), state.pending.length]).toEqual([[1, 2, 3], 1]);
  });
  test.each([
    [null, [4, 5], true, false],
    [5, [4, 5], true, false],
    [3, [2, 3], true, true],
    [1, [1, 2], false, true],
    [0, [1, 2], false, true],
  ] as const)("trimming for a reader at %s keeps what is near", (anchor, kept, hasBefore, hasAfter) => {
    const state = open(roomOf(5));
    expect(trim(state, 5, null)).toBe(state);
    const trimmed = trim(state, 2, anchor);
    expect([seqs(trimmed), trimmed.hasBefore, trimmed.hasAfter]).toEqual([kept, hasBefore, hasAfter]);
    expect(trimmed.rev).toBe(state.rev);
  });
  test("an empty room takes its first messages in any order", () => {
    const room = new FakeRoom();
    const state = open(room);
    const [first, second] = [room.send(1), room.send(1)];
    expect(seqs([second, first].reduce((now, m) => apply(now, { rev: m.rev, message: m }), state))).toEqual([1, 2]);
  });
});

describe("own messages on their way", () => {
  test("the reply and the event replace the pending row, whichever comes first", () => {
    const room = roomOf(1);
    let state = putPending(open(room), pending("c1"));
    const message = room.send(0, "hi", "c1");
    state = apply(apply(state, { rev: message.rev, message }), { rev: message.rev, message });
    expect([state.pending, seqs(state)]).toEqual([[], [1, 2]]);
    expect(putPending(state, pending("c1"))).toBe(state);
  });
  test("somebody else's message with the same clientId replaces nothing", () => {
    const room = roomOf(1);
    const message = room.send(1, "hi", "c1");
    expect(apply(putPending(open(roomOf(1)), pending("c1")), { rev: 2, message }).pending).toHaveLength(1);
  });
  test("the pending row goes also while the reader is far back", () => {
    const room = roomOf(20);
    let state = putPending(open(room, { ...room.page({ after: 5 }), hasAfter: true }), pending("c1"));
    const message = room.send(0, "hi", "c1");
    state = apply(state, { rev: message.rev, message });
    expect([state.pending, seqs(state).at(-1)]).toEqual([[], 10]);
  });
  test("a pending row takes its new state in its place, and discarding one that is not there changes nothing", () => {
    const state = ["c1", "c2"].map(pending).reduce(putPending, open(roomOf(1)));
    expect(discardPending(state, "nope")).toBe(state);
    const failed = putPending(state, { ...pending("c1"), status: "failed", error: "No connection." });
    expect(failed.pending.map(({ clientId, status }) => [clientId, status])).toEqual([
      ["c1", "failed"],
      ["c2", "sending"],
    ]);
    expect(putPending(failed, pending("c1")).pending).toEqual(state.pending);
    expect(discardPending(failed, "c1").pending).toEqual([pending("c2")]);
  });
});
