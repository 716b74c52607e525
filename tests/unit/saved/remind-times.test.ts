import { afterEach, expect, test } from "vitest";
import { timeOf } from "@/lib/saved/remind-times.ts";

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** The times, at this moment on a device in this zone. */
function timesIn(where: string, moment: string) {
  process.env.TZ = where;
  const now = new Date(moment);
  return { tomorrow: timeOf("tomorrow", now), monday: timeOf("monday", now) };
}

test("in twenty minutes, in an hour and in three are that from now, wherever one is", () => {
  const now = new Date("2026-12-31T23:50:00Z");
  expect([timeOf("minutes", now), timeOf("hour", now), timeOf("hours", now)]).toEqual([
    "2027-01-01T00:10:00.000Z",
    "2027-01-01T00:50:00.000Z",
    "2027-01-01T02:50:00.000Z",
  ]);
});

test("tomorrow and Monday are at nine by the clock of the device, also across the nights in which it changes", () => {
  // Saturday noon; in the night to Sunday the clock goes ahead in Berlin.
  expect(timesIn("Europe/Berlin", "2026-03-28T11:00:00Z")).toEqual({
    tomorrow: "2026-03-29T07:00:00.000Z",
    monday: "2026-03-30T07:00:00.000Z",
  });
  // Saturday before winter time.
  expect(timesIn("Europe/Berlin", "2026-10-24T11:00:00Z").tomorrow).toBe("2026-10-25T08:00:00.000Z");
  // The same moment is another day in Auckland, and there is another hour between two days in New York.
  expect(timesIn("Pacific/Auckland", "2026-03-28T11:00:00Z").tomorrow).toBe("2026-03-29T20:00:00.000Z");
  expect(timesIn("America/New_York", "2026-03-07T17:00:00Z").tomorrow).toBe("2026-03-08T13:00:00.000Z");
  expect(timesIn("Asia/Kolkata", "2026-03-28T11:00:00Z").tomorrow).toBe("2026-03-29T03:30:00.000Z");
});

test("on a Monday the next Monday is in a week, on a Sunday tomorrow", () => {
  expect(timesIn("UTC", "2026-11-30T08:00:00Z").monday).toBe("2026-12-07T09:00:00.000Z");
  expect(timesIn("UTC", "2026-11-29T23:00:00Z").monday).toBe("2026-11-30T09:00:00.000Z");
});
