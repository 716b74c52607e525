import fc from "fast-check";
import { expect, test } from "vitest";
import { isoTime } from "@/lib/iso-time.ts";

test("a time is written as Node writes it, whatever came before", () => {
  const moment = fc.oneof(
    fc.integer({ min: -8.64e15, max: 8.64e15 }),
    fc.integer({ min: 1_700_000_000_000, max: 1_700_300_000_000 }),
    fc.constantFrom(0, -1, 86_399_999, 86_400_000, 253_402_300_799_999, 253_402_300_800_000, 951_782_400_000),
  );
  fc.assert(
    fc.property(fc.array(moment), (moments) => {
      for (const ms of moments) expect(isoTime(new Date(ms))).toBe(new Date(ms).toISOString());
    }),
    { numRuns: 2000 },
  );
});

test("what is no time is refused", () => {
  expect(() => isoTime(new Date(Number.NaN))).toThrow(RangeError);
});
