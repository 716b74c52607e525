import { expect, test } from "vitest";
import { endOfStatus, localValue, type StatusEnd } from "../../../components/profile/status-ends.ts";

/** A Thursday. */
const now = new Date(2026, 10, 26, 15, 20);
const endAt = (end: StatusEnd, custom = "") => endOfStatus(end, custom, now);

test.each<[StatusEnd, Date]>([
  ["halfHour", new Date(2026, 10, 26, 15, 50)],
  ["hour", new Date(2026, 10, 26, 16, 20)],
  ["fourHours", new Date(2026, 10, 26, 19, 20)],
  ["today", new Date(2026, 10, 27)],
  ["week", new Date(2026, 10, 30)],
])("a status that ends %s ends then, by the clock of this device", (end, date) => {
  expect(endAt(end)).toBe(date.toISOString());
});

test("the week of a Sunday ends with the Sunday, and that of a Monday six days later", () => {
  expect(endOfStatus("week", "", new Date(2026, 10, 29, 23, 59))).toBe(new Date(2026, 10, 30).toISOString());
  expect(endOfStatus("week", "", new Date(2026, 10, 30, 0, 0))).toBe(new Date(2026, 11, 7).toISOString());
});

test("a status that stays has no end, and what is no time goes to the server, which refuses it", () => {
  expect(endAt("never")).toBeNull();
  expect(endAt("custom", "2026-11-28T09:30")).toBe(new Date(2026, 10, 28, 9, 30).toISOString());
  expect(endAt("custom", "")).toBe("");
});

test("a time fills the field in the form in which it came out of it", () => {
  const value = "2026-11-28T09:30";
  expect(localValue(endAt("custom", value) ?? "")).toBe(value);
});
