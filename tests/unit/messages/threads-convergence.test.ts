// docs/reliability.md D7, D19, D22: the same for a thread, whose replies the room's timeline does not show.
import fc from "fast-check";
import { expect, test } from "vitest";
import { toQuote } from "../../../lib/messages/quote.ts";
import {
  appendPage,
  apply,
  fromPage,
  needsCatchUp,
  prependPage,
  type Timeline,
} from "../../../lib/messages/timeline.ts";
import { missingQuotes, putQuotes } from "../../../lib/messages/timeline-quotes.ts";
import { FakeRoom, ME } from "./outbox/fake-room.ts";
import { type Act, act, catchUp, expectFresh, originalOf, perform } from "./room-history.ts";

/** Mostly replies in few threads, of which the first is looked at. */
const inThreads: fc.Arbitrary<Act> = fc.oneof(
  act,
  fc.record({ kind: fc.constant("thread" as const), n: fc.integer({ min: 0, max: 12 }) }),
);
const acts = (maxLength: number) => fc.array(inThreads, { maxLength });

function roomWithRoot(before: readonly Act[]): { room: FakeRoom; rootId: string } {
  const room = new FakeRoom();
  const { id } = room.send(0, "the root");
  for (const one of before) perform(room, one);
  return { room, rootId: id };
}

const open = (room: FakeRoom, rootId: string): Timeline[] => [
  fromPage(ME, { roomId: room.id, rootId }, room.threadPage(rootId)),
  fromPage(ME, { roomId: room.id }, room.page()),
];

test("after any loss, doubling and disorder of events, a thread and its room show what a fresh page would", () => {
  fc.assert(
    fc.property(acts(20), acts(30), fc.array(fc.nat(1000), { maxLength: 60 }), (before, after, deliveries) => {
      const { room, rootId } = roomWithRoot(before);
      const opened = open(room, rootId);
      const missed = room.log.length;
      for (const one of after) perform(room, one);
      for (let state of opened) {
        for (const pick of deliveries) {
          const change = room.log[missed + (pick % Math.max(1, room.log.length - missed))];
          if (change) state = apply(state, pick % 7 === 0 ? { rev: change.rev } : change);
        }
        for (const own of room.ownLog) state = apply(state, own);
        expectFresh(catchUp(state, room), room);
      }
    }),
    { numRuns: 400 },
  );
});

test("events alone, in order and each twice, need no catch-up, whatever conversation is on screen", () => {
  fc.assert(
    fc.property(acts(15), acts(40), (before, after) => {
      const { room, rootId } = roomWithRoot(before);
      const opened = open(room, rootId);
      const missed = room.log.length;
      const missedOwn = room.ownLog.length;
      for (const one of after) perform(room, one);
      for (let state of opened) {
        const own = room.ownLog.slice(missedOwn);
        for (const event of room.log.slice(missed)) {
          for (; own[0] && own[0].rev <= event.rev; own.shift()) state = apply(state, own[0]);
          state = apply(apply(state, event), event);
          state = putQuotes(
            state,
            missingQuotes(state).map((id) => toQuote(originalOf(room, id))),
          );
        }
        expect(needsCatchUp(state)).toBe(false);
        expectFresh(state, room);
      }
    }),
    { numRuns: 400 },
  );
});

test("pages of a thread that were read before and arrive after changes lose none of them", () => {
  const step = fc.record({ act: inThreads, delay: fc.nat(3), deliver: fc.boolean(), isBefore: fc.boolean() });
  fc.assert(
    fc.property(fc.integer({ min: 4, max: 30 }), fc.nat(30), fc.array(step, { maxLength: 20 }), (size, at, steps) => {
      const { room, rootId } = roomWithRoot([]);
      for (let n = 0; n < size; n++) room.sendInThread(n, 0, n % 5 === 0);
      let state = fromPage(ME, { roomId: room.id, rootId }, room.threadPage(rootId, { after: at % size }, 4));
      for (const { act: one, delay, deliver, isBefore } of steps) {
        const first = state.messages[0]?.seq ?? 1;
        const last = state.messages.at(-1)?.seq ?? 0;
        const page = room.threadPage(rootId, isBefore ? { before: first } : { after: last }, 3);
        const known = room.log.length;
        for (let n = 0; n <= delay; n++) perform(room, { ...one, n: one.n + n });
        if (deliver) for (const change of [...room.log.slice(known), ...room.ownLog]) state = apply(state, change);
        state = isBefore ? prependPage(state, page) : appendPage(state, page);
      }
      expectFresh(catchUp(state, room), room);
    }),
    { numRuns: 300 },
  );
});
