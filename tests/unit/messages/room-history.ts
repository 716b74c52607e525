// For tests of timelines: what people do in a room, and what a client must show after it.
import fc from "fast-check";
import { expect } from "vitest";
import { isPartOf } from "../../../lib/messages/conversation-key.ts";
import { toQuote } from "../../../lib/messages/quote.ts";
import type { Message } from "../../../lib/messages/schema.ts";
import { applyChanges, needsCatchUp, type Timeline } from "../../../lib/messages/timeline.ts";
import { missingQuotes, putQuotes, quoteFinder } from "../../../lib/messages/timeline-quotes.ts";
import { asShown } from "../../support/as-shown.ts";
import { type FakeRoom, ME } from "./outbox/fake-room.ts";

export type Act = { kind: "send" | "reply" | "thread" | "edit" | "remove" | "react"; n: number };
export const act: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom(
    "send",
    "send",
    "reply",
    "reply",
    "thread",
    "thread",
    "edit",
    "remove",
    "react",
    "react",
    "react",
  ),
  n: fc.nat(50),
});
/** Many people react to few messages, so that the messages do not name them all. */
export const reactions: fc.Arbitrary<Act> = fc.record({
  kind: fc.constantFrom("react", "react", "react", "react", "edit", "send"),
  n: fc.nat(200),
});
export const acts = (maxLength: number) => fc.array(act, { maxLength });

export function perform(room: FakeRoom, { kind, n }: Act): void {
  if (kind === "send") room.send(n, `m${n}`, n % 3 === 0 ? `c${room.rev}` : null);
  else if (kind === "reply") room.send(n, `r${n}`, null, room.messages[n % Math.max(1, room.messages.length)]?.id);
  else if (kind === "thread") room.sendInThread(n, n >> 2, n % 4 === 0, n % 3 === 0 ? room.messages[n % 5]?.id : null);
  else if (kind === "react") room.react(n % 2, n);
  else room[kind](n);
}

export function catchUp(start: Timeline, room: FakeRoom): Timeline {
  let state = start;
  for (let pages = 0; pages < 500; pages++) {
    const page = room.changes(state.rev);
    state = applyChanges(state, state.rev, page);
    if (!page.hasMore && !needsCatchUp(state)) return state;
  }
  throw new Error("catch-up does not end");
}

/** The state equals a fresh load of the same part of the history. */
export function expectFresh(state: Timeline, room: FakeRoom): void {
  const first = state.hasBefore ? (state.messages[0]?.seq ?? 1) : 1;
  const last = state.hasAfter ? (state.messages.at(-1)?.seq ?? 0) : room.messages.length;
  const isIn = (one: Message) => one.seq >= first && one.seq <= last && isPartOf(state.conversation, one);
  const fresh = room.messages.filter(isIn).map((one) => room.forMe(one));
  expect(state.messages.map((one) => asShown(one, ME))).toEqual(fresh.map((one) => asShown(one, ME)));
  const { rootId } = state.conversation;
  if (rootId) expect(asShown(state.root as Message, ME)).toEqual(asShown(room.forMe(originalOf(room, rootId)), ME));
  expect(state.rev).toBe(room.rev);
  expectFreshQuotes(state, room);
}

/** Each reply shows its original in its present state. Originals that no page contained are fetched. */
function expectFreshQuotes(state: Timeline, room: FakeRoom): void {
  const asked = missingQuotes(state).map((id) => toQuote(originalOf(room, id)));
  const quoteOf = quoteFinder(putQuotes(state, asked));
  for (const { replyToId } of state.messages) {
    // A reaction gives the original a rev, and changes nothing that a quote shows.
    if (replyToId !== null)
      expect({ ...quoteOf(replyToId), rev: 0 }).toEqual({ ...toQuote(originalOf(room, replyToId)), rev: 0 });
  }
}

export const originalOf = (room: FakeRoom, id: string) => room.messages.find((one) => one.id === id) as Message;
