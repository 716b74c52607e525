import { expect, test } from "vitest";
import { endOfQuiet } from "@/components/profile/quiet-ends.ts";

test("nothing disturbs for half an hour, for an hour, or until nine tomorrow, where the device is", () => {
  const now = new Date(2026, 11, 31, 23, 50);
  expect(endOfQuiet("halfHour", now)).toBe(new Date(2027, 0, 1, 0, 20).toISOString());
  expect(endOfQuiet("hour", now)).toBe(new Date(2027, 0, 1, 0, 50).toISOString());
  expect(endOfQuiet("tomorrow", now)).toBe(new Date(2027, 0, 1, 9).toISOString());
});
