// docs/reliability.md D7, D19.
import fc from "fast-check";
import { expect, test } from "vitest";
import { indexOfSeq } from "../../../lib/messages/index-of-seq.ts";
import { toQuote } from "../../../lib/messages/quote.ts";
import {
  appendPage,
  apply,
  type Change,
  fromPage,
  needsCatchUp,
  prependPage,
  trim,
} from "../../../lib/messages/timeline.ts";
import { missingQuotes, putQuotes } from "../../../lib/messages/timeline-quotes.ts";
import { FakeRoom, ME } from "./outbox/fake-room.ts";
import { act, acts, catchUp, expectFresh, originalOf, perform, reactions } from "./room-history.ts";

test("after any loss, doubling and disorder of events, catch-up shows what a fresh page would", () => {
  fc.assert(
    fc.property(
      acts(20),
      fc.oneof(acts(30), fc.array(reactions, { maxLength: 60 })),
      fc.array(fc.nat(1000), { maxLength: 60 }),
      (before, after, deliveries) => {
        const room = new FakeRoom();
        for (const one of before) perform(room, one);
        let state = fromPage(ME, { roomId: room.id }, room.page());
        const missed = room.log.length;
        for (const one of after) perform(room, one);
        for (const pick of deliveries) {
          const change = room.log[missed + (pick % Math.max(1, room.log.length - missed))];
          // Some events are too large to contain their message.
          if (change) state = apply(state, pick % 7 === 0 ? { rev: change.rev } : change);
          const own = room.ownLog[pick % Math.max(1, room.ownLog.length)];
          if (own) state = apply(state, own);
        }
        // What is told to one person comes over the same connection; what was missed with it is in catch-up's replies.
        for (const own of room.ownLog) state = apply(state, own);
        expectFresh(catchUp(state, room), room);
      },
    ),
    { numRuns: 400 },
  );
});

test("events alone, each once and in any order, need no catch-up", () => {
  const script = fc.tuple(acts(10), fc.array(act, { maxLength: 15 }), fc.infiniteStream(fc.nat(1000)));
  fc.assert(
    fc.property(script, ([before, after, random]) => {
      const room = new FakeRoom();
      for (const one of before) perform(room, one);
      let state = fromPage(ME, { roomId: room.id }, room.page());
      const missed = room.log.length;
      // A reaction that comes before its message has to be fetched, so there are none here.
      for (const one of after) if (one.kind !== "react") perform(room, one);
      const events = room.log.slice(missed);
      while (events.length > 0) {
        const [event] = events.splice(random.next().value % events.length, 1);
        if (event) state = apply(state, event);
      }
      expect(needsCatchUp(state)).toBe(false);
      expectFresh(state, room);
    }),
    { numRuns: 300 },
  );
});

test("reactions that are told in order, one by one or several at once, need no catch-up", () => {
  const script = fc.tuple(acts(10), fc.array(reactions, { maxLength: 80 }), fc.nat(6));
  fc.assert(
    fc.property(script, ([before, after, held]) => {
      const room = new FakeRoom();
      for (const one of before) perform(room, one);
      let state = fromPage(ME, { roomId: room.id }, room.page({}, 50));
      const [missed, missedOwn] = [room.log.length, room.ownLog.length];
      for (const one of after) perform(room, one);
      const own = room.ownLog.slice(missedOwn);
      for (const event of merged(room.log.slice(missed), held)) {
        // What is told to the viewer alone is not held back.
        while (own[0] && own[0].rev <= event.rev) state = apply(state, own.shift() as Change);
        state = apply(apply(state, event), event);
      }
      expect(needsCatchUp(state)).toBe(false);
      expectFresh(state, room);
    }),
    { numRuns: 300 },
  );
});

/** Merges the reactions to one message that come within `held` reactions of each other, as the server does. */
function merged(log: readonly Change[], held: number): Change[] {
  const events: Change[] = [];
  for (const change of log) {
    const last = events.at(-1);
    const isSame = last && "reactions" in last && "reactions" in change && last.messageId === change.messageId;
    if (isSame && last.revs.length <= held)
      events[events.length - 1] = { ...change, revs: [...last.revs, ...change.revs] };
    else events.push(change);
  }
  return events;
}

test("pages that were read before and arrive after changes lose none of them", () => {
  const step = fc.record({
    act,
    delay: fc.nat(3),
    deliver: fc.boolean(),
    direction: fc.constantFrom("before", "after"),
  });
  fc.assert(
    fc.property(fc.integer({ min: 6, max: 40 }), fc.nat(40), fc.array(step, { maxLength: 25 }), (size, at, steps) => {
      const room = new FakeRoom();
      for (let i = 0; i < size; i++) room.send(i);
      const middle = room.page({ after: at % size }, 4);
      let state = fromPage(ME, { roomId: room.id }, middle);
      for (const { act: one, delay, deliver, direction } of steps) {
        const first = state.messages[0]?.seq ?? 1;
        const last = state.messages.at(-1)?.seq ?? 0;
        const page = direction === "before" ? room.page({ before: first }, 3) : room.page({ after: last }, 3);
        const known = room.log.length;
        for (let i = 0; i <= delay; i++) perform(room, { ...one, n: one.n + i });
        if (deliver) for (const change of [...room.log.slice(known), ...room.ownLog]) state = apply(state, change);
        // The window may have grown at its end meanwhile, so the page overlaps, which must not matter either.
        state = direction === "before" ? prependPage(state, page) : appendPage(state, page);
      }
      expectFresh(catchUp(state, room), room);
    }),
    { numRuns: 300 },
  );
});

test("a place in the window is found by seq", () => {
  const room = new FakeRoom();
  for (let i = 0; i < 9; i++) room.send(i);
  for (let seq = 0; seq <= 11; seq++) expect(indexOfSeq(room.messages, seq)).toBe(Math.min(9, Math.max(0, seq - 1)));
});

test("a quote follows its original through edits and deletions, wherever the original is", () => {
  const step = fc.record({
    act,
    /** How the client learns of a change: at once, never (until it fetches), or by an earlier fetch. */
    hears: fc.constantFrom("at once", "at once", "never"),
    /** Whether missing originals are fetched, and after how many changes the replies arrive. */
    asks: fc.option(fc.nat(3)),
    cuts: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.integer({ min: 6, max: 30 }), fc.array(step, { maxLength: 30 }), (size, steps) => {
      const room = new FakeRoom();
      for (let n = 0; n < size; n++) perform(room, { kind: n % 3 === 2 ? "reply" : "send", n: n * 7 });
      let state = fromPage(ME, { roomId: room.id }, room.page());
      for (const { act: one, hears, asks, cuts } of steps) {
        const answers = asks === null ? [] : missingQuotes(state).map((id) => toQuote(originalOf(room, id)));
        const known = room.log.length;
        for (let n = 0; n <= (asks ?? 0); n++) perform(room, { ...one, n: one.n + n });
        if (hears === "at once") for (const change of room.log.slice(known)) state = apply(state, change);
        state = putQuotes(state, answers);
        if (cuts) state = trim(state, 4, null);
      }
      expectFresh(catchUp(state, room), room);
    }),
    { numRuns: 400 },
  );
});
