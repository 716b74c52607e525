// What is ticked off in Activity and not sent yet is shown as it is wanted: docs/reliability.md D20.
import { expect, test } from "vitest";
import { withoutEntries } from "@/components/activity/activity-counts.ts";
import { NOTHING_WAITS, UNDO, UNTIL, waitingOf, withWaiting } from "@/lib/activity/browser/waiting.ts";
import type { ActivityEntry } from "@/lib/activity/schema.ts";

const at = (minute: number): string => new Date(Date.UTC(2026, 0, 1, 12, minute)).toISOString();
const entry = (messageId: string, minute: number, unread = true) =>
  ({ messageId, createdAt: at(minute), unread, quiet: false, room: { id: "garden" } }) as ActivityEntry;
const ENTRIES = [entry("c", 3), entry("b", 2), entry("a", 1, false)];
const unreadOf = (entries: readonly ActivityEntry[]) =>
  entries.filter(({ unread }) => unread).map((one) => one.messageId);
const shown = (...wishes: [string, boolean | string][]) =>
  unreadOf(withWaiting(ENTRIES, waitingOf(wishes.map(([what, value]) => ({ parts: [what], value })))));

test("what waits to be ticked off, one by one or all up to a moment, is shown as read", () => {
  expect(shown(["c", true])).toEqual(["b"]);
  expect(shown([UNTIL, at(2)])).toEqual(["c"]);
  expect(shown([UNTIL, at(3)])).toEqual([]);
});

test("what is taken back is unread, also after all were ticked off, and all can be taken back", () => {
  expect(shown(["a", false])).toEqual(["c", "b", "a"]);
  expect(shown([UNTIL, at(3)], ["b", false])).toEqual(["b"]);
  expect(shown([UNTIL, ""], [UNDO, at(4)])).toEqual(["c", "b"]);
});

test("entries that stay as they are stay the same objects", () => {
  expect(withWaiting(ENTRIES, NOTHING_WAITS).every((one, n) => one === ENTRIES[n])).toBe(true);
});

test("the number at Activity goes down with each, and counts nothing below none and nothing quiet", () => {
  const counts = { rooms: { garden: 2, tea: 1 }, quiet: true };
  const two = [entry("a", 1), { ...entry("b", 2), quiet: true }];
  const reminder = { ...entry("c", 3), cause: "REMINDER" } as ActivityEntry;
  expect(withoutEntries({ ...counts, reminders: 1 }, [reminder])).toEqual({ ...counts, reminders: 0 });
  expect(withoutEntries(counts, two)).toEqual({ rooms: { garden: 1, tea: 1 }, quiet: true });
  expect(withoutEntries(counts, [entry("a", 1), entry("b", 2), entry("c", 3)])).toEqual({
    rooms: { tea: 1 },
    quiet: true,
  });
});
