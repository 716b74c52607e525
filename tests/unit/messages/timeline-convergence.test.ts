// docs/reliability.md D7.
import fc from "fast-check";
import { expect, test } from "vitest";
import { toQuote } from "../../../lib/messages/quote.ts";
import type { Message } from "../../../lib/messages/schema.ts";
import {
  appendPage,
  apply,
  applyChanges,
  fromPage,
  indexOfSeq,
  needsCatchUp,
  prependPage,
  type Timeline,
  trim,
} from "../../../lib/messages/timeline.ts";
import { missingQuotes, putQuotes, quoteFinder } from "../../../lib/messages/timeline-quotes.ts";
import { FakeRoom, ME } from "./outbox/fake-room.ts";

type Act = { kind: "send" | "reply" | "edit" | "remove"; n: number };
const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom("send", "send", "reply", "reply", "edit", "remove"),
  n: fc.nat(50),
});
const acts = (maxLength: number) => fc.array(act, { maxLength });

function perform(room: FakeRoom, { kind, n }: Act): void {
  if (kind === "send") room.send(n, `m${n}`, n % 3 === 0 ? `c${room.rev}` : null);
  else if (kind === "reply") room.send(n, `r${n}`, null, room.messages[n % Math.max(1, room.messages.length)]?.id);
  else room[kind](n);
}

function catchUp(start: Timeline, room: FakeRoom): Timeline {
  let state = start;
  for (let pages = 0; pages < 500; pages++) {
    const page = room.changes(state.rev);
    state = applyChanges(state, state.rev, page);
    if (!page.hasMore && !needsCatchUp(state)) return state;
  }
  throw new Error("catch-up does not end");
}

/** The state equals a fresh load of the same part of the history. */
function expectFresh(state: Timeline, room: FakeRoom): void {
  const first = state.hasBefore ? (state.messages[0]?.seq ?? 1) : 1;
  const last = state.hasAfter ? (state.messages.at(-1)?.seq ?? 0) : room.messages.length;
  expect(state.messages).toEqual(room.messages.slice(first - 1, last));
  expect(state.rev).toBe(room.rev);
  expectFreshQuotes(state, room);
}

/** Each reply shows its original in its present state. Originals that no page contained are fetched. */
function expectFreshQuotes(state: Timeline, room: FakeRoom): void {
  const asked = missingQuotes(state).map((id) => toQuote(originalOf(room, id)));
  const quoteOf = quoteFinder(putQuotes(state, asked));
  for (const { replyToId } of state.messages) {
    if (replyToId !== null) expect(quoteOf(replyToId)).toEqual(toQuote(originalOf(room, replyToId)));
  }
}

const originalOf = (room: FakeRoom, id: string) => room.messages.find((one) => one.id === id) as Message;

test("after any loss, doubling and disorder of events, catch-up shows what a fresh page would", () => {
  fc.assert(
    fc.property(acts(20), acts(30), fc.array(fc.nat(1000), { maxLength: 60 }), (before, after, deliveries) => {
      const room = new FakeRoom();
      for (const one of before) perform(room, one);
      let state = fromPage(ME, { roomId: room.id }, room.page());
      const missed = room.log.length;
      for (const one of after) perform(room, one);
      for (const pick of deliveries) {
        const change = room.log[missed + (pick % Math.max(1, room.log.length - missed))];
        // Some events are too large to contain their message.
        if (change) state = apply(state, pick % 7 === 0 ? { rev: change.rev } : change);
      }
      expectFresh(catchUp(state, room), room);
    }),
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
      for (const one of after) perform(room, one);
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
        if (deliver) for (const change of room.log.slice(known)) state = apply(state, change);
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
