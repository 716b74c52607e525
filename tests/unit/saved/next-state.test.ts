import { expect, test } from "vitest";
import { isSameState, nextState } from "@/lib/saved/next-state.ts";

const [monday, tuesday, friday] = ["2026-11-23", "2026-11-24", "2026-11-27"].map(
  (day) => new Date(`${day}T09:00:00Z`),
) as [Date, Date, Date];
const todo = nextState(null, {}, monday);
const reminded = { ...todo, remindAt: tuesday, remindedAt: tuesday };

test("what is saved is to do, until it is done, and again when that is taken back", () => {
  expect(todo).toEqual({ savedAt: monday, doneAt: null, remindAt: null, remindedAt: null });
  const done = nextState(todo, { done: true }, tuesday);
  expect(done).toEqual({ ...todo, doneAt: tuesday });
  expect(nextState(done, { done: true }, friday)).toEqual(done);
  expect(nextState(done, {}, friday)).toEqual(done);
  expect(nextState(done, { done: false }, friday)).toEqual(todo);
});

test("what is done has no reminder, and a reminder makes it to do", () => {
  const waiting = nextState(todo, { remindAt: friday.toISOString() }, monday);
  expect(waiting).toEqual({ ...todo, remindAt: friday });
  const done = nextState(waiting, { done: true }, tuesday);
  expect(done).toEqual({ ...todo, doneAt: tuesday });
  expect(nextState(done, { remindAt: friday.toISOString() }, tuesday)).toEqual(waiting);
  expect(nextState(waiting, { remindAt: null }, tuesday)).toEqual(todo);
});

test("the wish that made a reminder makes no second one when it comes again after that", () => {
  expect(isSameState(nextState(reminded, { remindAt: tuesday.toISOString(), late: true }, friday), reminded)).toBe(
    true,
  );
  expect(nextState(reminded, { remindAt: friday.toISOString() }, tuesday)).toEqual({ ...todo, remindAt: friday });
  expect(isSameState(reminded, todo)).toBe(false);
});
