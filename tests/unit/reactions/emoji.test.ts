import data from "emojibase-data/en/compact.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { toEmoji } from "@/lib/reactions/emoji.ts";

/** Every emoji of the picker, with its skin tones. The letters of flags have no group. */
const PICKED = data.flatMap((one) =>
  one.group === undefined ? [] : [one.unicode, ...(one.skins ?? []).map((skin) => skin.unicode)],
);
const SELECTOR = "\ufe0f";

describe("an emoji", () => {
  test("is every one that the picker offers, with tones, flags and families", () => {
    expect(PICKED.length).toBeGreaterThan(3900);
    expect(PICKED.filter((emoji) => toEmoji(emoji) === null)).toEqual([]);
  });

  test("has one form, however it was written", () => {
    for (const emoji of PICKED) {
      const form = toEmoji(emoji);
      expect(toEmoji(emoji.replaceAll(SELECTOR, ""))).toBe(form);
      expect(toEmoji(form as string)).toBe(form);
    }
    expect(toEmoji("❤")).toBe("❤\ufe0f");
    expect(toEmoji("👍\ufe0f")).toBe("👍");
    expect(toEmoji("🏳‍🌈")).toBe("🏳\ufe0f‍🌈");
    expect(new Set(PICKED.map(toEmoji)).size).toBe(PICKED.length);
  });

  test("keeps its skin tone", () => {
    expect(toEmoji("👍🏽")).toBe("👍🏽");
    expect(toEmoji("👍🏽")).not.toBe(toEmoji("👍"));
  });

  test.each([
    "",
    "a",
    "1",
    "#",
    ":tada:",
    " 👍",
    "👍 ",
    "👍👍",
    "👍a",
    "🇩",
    "🇩🇩",
    "\u200d",
    "👍\u200d",
    "❤\ufe0e",
    "<b>",
    "👍\u0000",
    "👍".repeat(4000),
  ])("is not %j", (input) => {
    expect(toEmoji(input)).toBeNull();
  });
});
