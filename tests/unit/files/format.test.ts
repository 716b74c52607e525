import { expect, test } from "vitest";
import { describeDuration, formatDuration, formatSize } from "../../../lib/files/format.ts";

test("sizes are short, and never more exact than a person asks for", () => {
  const sizes = [0, 1, 1023, 1024, 300_000, 1_048_575, 1_468_006, 10_485_760, 16_777_216, 1_073_741_823, 1_610_612_736];
  expect(sizes.map(formatSize)).toEqual([
    "0 bytes",
    "1 byte",
    "1023 bytes",
    "1 kB",
    "293 kB",
    "1 MB",
    "1.4 MB",
    "10 MB",
    "16 MB",
    "1 GB",
    "1.5 GB",
  ]);
});

test("lengths are written as players do, and said in words", () => {
  const lengths = [0, 499, 7000, 59_600, 65_000, 750_000, 3_723_000];
  expect(lengths.map(formatDuration)).toEqual(["0:00", "0:00", "0:07", "1:00", "1:05", "12:30", "1:02:03"]);
  expect(lengths.map(describeDuration)).toEqual([
    "0 seconds",
    "0 seconds",
    "7 seconds",
    "1 minute",
    "1 minute 5 seconds",
    "12 minutes 30 seconds",
    "1 hour 2 minutes",
  ]);
});
