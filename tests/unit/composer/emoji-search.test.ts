import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { emojiDataSchema, findEmoji, searchableEmoji } from "@/components/composer/emoji-search.ts";

const read = (file: string) => JSON.parse(readFileSync(`public/emoji/${file}`, "utf8"));
const all = searchableEmoji(emojiDataSchema.parse(read("en/data.json")), read("shortcodes.json"));
const found = (query: string) => findEmoji(query, all, 50).map(({ sign }) => sign.replaceAll("\ufe0f", ""));

describe("searching emoji", () => {
  test.each([
    ["rocket", "🚀"],
    ["fire", "🔥"],
    ["star", "⭐"],
    ["cat", "🐈"],
    ["car", "🚗"],
    ["tada", "🎉"],
    [":tada:", "🎉"],
    ["+1", "👍"],
    ["Thumbs up", "👍"],
    ["pinata", "🪅"],
  ])("puts the exact name %s first", (query, sign) => {
    expect(found(query)[0]).toBe(sign);
  });

  test("finds by beginnings and by what it is tagged with, and nothing where nothing is", () => {
    expect(found("rock")).toContain("🚀");
    expect(found("launch")).toContain("🚀");
    expect(found("zzzz")).toEqual([]);
    expect(found("  ")).toEqual([]);
  });

  test("knows the tones of skin", () => {
    expect(findEmoji("+1", all, 1)[0]?.skins).toEqual(["👍🏻", "👍🏼", "👍🏽", "👍🏾", "👍🏿"]);
  });
});
