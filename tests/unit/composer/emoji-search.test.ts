import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { emojiDataSchema, findEmoji, searchableCustom, searchableEmoji } from "@/components/composer/emoji-search.ts";

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

  test("finds those of this server by each of their names, before others that are found as well", () => {
    const addedBy = { id: "ada", displayName: "Ada" };
    const custom = searchableCustom([{ name: "acme_rocket", aliases: ["polly"], fileId: "file", addedBy }]);
    const first = (query: string) => findEmoji(query, [...custom, ...all], 50)[0]?.sign;
    expect(["polly", ":acme_r", "acme_rocket"].map(first)).toEqual([":acme_rocket:", ":acme_rocket:", ":acme_rocket:"]);
    expect(first("rocket")).toBe("🚀");
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
