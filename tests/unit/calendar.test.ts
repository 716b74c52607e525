import { expect, onTestFinished, test } from "vitest";
import { dayKey } from "../../lib/calendar.ts";

test("a day is the same whatever its zone makes of it", () => {
  const moment = new Date("2026-03-09T23:30:00Z");
  expect(dayKey(moment, "UTC")).toBe("2026-03-09");
  expect(dayKey(moment, "Europe/Berlin")).toBe("2026-03-10");
  expect(dayKey(moment, "Pacific/Kiritimati")).toBe("2026-03-10");
  expect(dayKey(moment.getTime(), "Pacific/Pago_Pago")).toBe("2026-03-09");
});

test("a day is read by its parts: a browser may write slashes, where another writes an ISO date", () => {
  const own = Object.getOwnPropertyDescriptor(Intl.DateTimeFormat.prototype, "format");
  Object.defineProperty(Intl.DateTimeFormat.prototype, "format", { configurable: true, get: () => () => "3/9/26" });
  onTestFinished(() => void Object.defineProperty(Intl.DateTimeFormat.prototype, "format", own ?? {}));
  expect(dayKey(Date.parse("2026-03-09T12:00:00Z"), "Asia/Tokyo")).toBe("2026-03-09");
});
