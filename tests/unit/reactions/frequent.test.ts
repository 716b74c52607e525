import { beforeEach, expect, test } from "vitest";
import { forgetCustomUses, forgetUses, frequentEmoji, noteUse } from "@/lib/reactions/browser/frequent.ts";

let kept: Map<string, string>;
beforeEach(() => {
  kept = new Map();
  const localStorage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  };
  Object.assign(globalThis, { localStorage });
});
const use = (emoji: string, times: number) => {
  for (let n = 0; n < times; n++) noteUse("ada", emoji);
};

test("whoever has not reacted yet is offered what people react with everywhere", () => {
  expect(frequentEmoji("ada", 3)).toEqual(["👍", "❤️", "😂"]);
});

test("one's own come first, by how often, and the row is filled up without repeating one", () => {
  use("🚀", 2);
  use("❤️", 3);
  expect(frequentEmoji("ada", 4)).toEqual(["❤️", "🚀", "👍", "😂"]);
  expect(frequentEmoji("grace", 2)).toEqual(["👍", "❤️"]);
});

test("a new habit replaces an old one", () => {
  use("🚀", 60);
  use("🎉", 31);
  expect(frequentEmoji("ada", 1)).toEqual(["🎉"]);
});

test("custom emoji are forgotten when one of them is gone, and others stay", () => {
  use(":acme:", 3);
  use("🚀", 2);
  forgetCustomUses("ada");
  expect(frequentEmoji("ada", 2)).toEqual(["🚀", "👍"]);
});

test("nothing is known after a log-out, and what is no list of emoji is not believed", () => {
  use("🚀", 1);
  forgetUses("ada");
  expect(kept.size).toBe(0);
  use("🚀", 1);
  for (const key of kept.keys()) kept.set(key, '{"not":"a list"}');
  expect(frequentEmoji("ada", 1)).toEqual(["👍"]);
});
