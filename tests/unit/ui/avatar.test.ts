import { expect, test } from "vitest";
import { hueOf, initialsOf } from "../../../components/ui/avatar.tsx";

test.each([
  ["Ada Lovelace", "AL"],
  ["Ada King of Lovelace", "AL"],
  ["grace", "G"],
  ["李小龙", "李"],
  ["Олена Шевчук", "ОШ"],
  ["👩‍🚀 Space Club", "👩‍🚀C"],
  ["(bot) deploy", "BD"],
  ["e\u0301mile zola", "E\u0301Z"],
  ["Vera Rubin (@vera2)", "VR"],
  ["Vera (@vera2)", "V"],
  ["...", "."],
])("%s has the initials %s", (name, initials) => {
  expect(initialsOf(name, 2)).toBe(initials);
});

test("a small avatar has one sign", () => {
  expect(initialsOf("Ada Lovelace", 1)).toBe("A");
});

test("a person's colour is always the same, and colours are spread over people", () => {
  const ids = Array.from({ length: 900 }, (_, i) => `user${i}`);
  const counts = new Map<number, number>();
  for (const id of ids) counts.set(hueOf(id), (counts.get(hueOf(id)) ?? 0) + 1);
  expect(hueOf("user1")).toBe(hueOf("user1"));
  expect(counts.size).toBe(18);
  expect(Math.max(...counts.values())).toBeLessThan(90);
});
