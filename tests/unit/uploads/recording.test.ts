import { expect, test } from "vitest";
import { nameOf, reasonOf } from "../../../components/composer/recording.ts";
import { refusalOf } from "../../../lib/uploads/limits.ts";
import { fileTypeOf } from "../../../lib/uploads/types.ts";

test("a recording has a name that can be shared and sorted", () => {
  const name = nameOf(new Date(2026, 0, 5, 9, 7), "weba");
  expect(name).toBe("Voice message 2026-01-05 09.07.weba");
  expect([refusalOf({ name, size: 1 }, { maxBytes: 10, forbiddenTypes: [] }), fileTypeOf(name).kind]).toEqual([
    null,
    "audio",
  ]);
});

test("a missing microphone is told apart from one that is not allowed", () => {
  const reasons = ["NotAllowedError", "NotFoundError", "NotReadableError"].map(reasonOf);
  expect(reasons[0]).toContain("not allowed");
  expect(reasons[1]).toContain("No microphone was found");
  expect(new Set(reasons).size).toBe(3);
});
