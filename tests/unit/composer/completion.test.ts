import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  completedEmoji,
  putEmojiForNames,
  searchablePeople,
  suggestEmoji,
  suggestMentions,
  tokenBefore,
  withCustomNames,
} from "@/components/composer/completion.ts";

const names = JSON.parse(readFileSync("public/emoji/shortcodes.json", "utf8")) as Record<string, string>;
const atEnd = (text: string) => tokenBefore(text, text.length);

describe("what opens the list", () => {
  test("is a name after @, and some letters after a colon", () => {
    expect(atEnd("hello @ad")).toEqual({ kind: "mention", query: "ad", start: 6 });
    expect(atEnd("你好@ad")).toMatchObject({ kind: "mention", query: "ad" });
    expect(atEnd("@zoe\u0308")).toMatchObject({ query: "zoe\u0308" });
    expect(atEnd("well :Tad")).toEqual({ kind: "emoji", query: "tad", start: 5 });
    expect(atEnd("(:tad")).toMatchObject({ kind: "emoji" });
    expect(atEnd(":+1")).toMatchObject({ query: "+1" });
    expect(atEnd(":8ball")).toMatchObject({ query: "8ball" });
  });

  test.each([
    "Meet at 10:30",
    "train 7:12",
    "at :30",
    "PS:on",
    "key:on",
    "schlüssel:on",
    "ключ:on",
    "e\u0301:on",
    "https://example.com:80",
    "https://example.com:on",
    "https://example.com/(:on",
    "https://example.com/?q=1,@ben",
    "www.example.com/(:on",
    "a/:on",
    "::on",
    ":o",
    ":-P",
    ":-d",
    "ada@example",
    "привет2@ad",
  ])("is not %s, so that Enter sends it as it is typed", (text) => {
    expect(atEnd(text)).toBeNull();
  });

  test.each([
    "`:on",
    "`@ad",
    "say `x = {a :on",
    "``a ` :on",
    "```\nx :on",
    "```js\nlet a\n\n@ad",
    "~~~\n```\n:on",
    "- list\n  ```\n  :on",
    "> ```\n> @ad",
  ])("is nothing in code, as in %j", (text) => {
    expect(atEnd(text)).toBeNull();
  });

  test.each(["`a` :on", "don`t\n:on", "```\ncode\n```\n:on", "```inline``` :on"])(
    "is something again behind code, as in %j",
    (text) => {
      expect(atEnd(text)).toMatchObject({ kind: "emoji", query: "on" });
    },
  );

  test("is nothing before the end of code that goes on behind the caret", () => {
    expect(tokenBefore("`one :on two`", "`one :on".length)).toBeNull();
  });
});

describe("names of emoji", () => {
  test("a closed one becomes its emoji, not in an address, a time or code", () => {
    const closed = (text: string) => completedEmoji(text, text.length, names)?.sign ?? null;
    expect(closed("good :tada:")).toBe("🎉");
    expect(closed(":100:")).toBe("💯");
    for (const text of ["https://e.com/:v:", "https://e.com/(:v:", "10:30:", "a:v:", "`:tada:", ":nothing:"])
      expect(closed(text), text).toBeNull();
  });

  test("those of a whole text become emoji when it is sent", () => {
    expect(putEmojiForNames("a :tada: and :TADA:, `:tada:` https://e.com/:v: x:v: :none:", names)).toBe(
      "a 🎉 and 🎉, `:tada:` https://e.com/:v: x:v: :none:",
    );
    expect(putEmojiForNames("it`s :tada:", names)).toBe("it`s 🎉");
    expect(putEmojiForNames("```\n:tada:\n```\n:tada:", names)).toBe("```\n:tada:\n```\n🎉");
  });

  test("those of this server are completed to their own name, once, and stay names in the text", () => {
    const addedBy = { id: "ada", displayName: "Ada" };
    const all = withCustomNames(names, [{ name: "acme", aliases: ["acme_bird", "polly"], fileId: "file", addedBy }]);
    const custom = suggestEmoji("acme", all).filter(({ sign }) => sign === ":acme:");
    expect(custom).toEqual([{ id: "acme", insert: ":acme: ", label: ":acme:", detail: "", sign: ":acme:" }]);
    expect(suggestEmoji("polly", all)[0]).toMatchObject({ label: ":polly:", insert: ":acme: " });
    expect(putEmojiForNames(":acme: :tada:", names)).toBe(":acme: 🎉");
  });

  test.each(["rocket", "fire", "star", "cat", "car", "smile", "heart", "+1"])(
    "the exact one of %s comes first",
    (name) => {
      expect(suggestEmoji(name, names)[0]).toMatchObject({ id: name, sign: names[name] });
    },
  );
});

describe("people", () => {
  const people = [
    { id: "1", username: "zora", displayName: "Zora" },
    { id: "2", username: "zk", displayName: "Zoë Kravitz" },
    { id: "3", username: "soren", displayName: "Søren" },
    { id: "4", username: "vera", displayName: "Ve\u0301ra" },
    { id: "5", username: "hazo", displayName: "Hazo" },
  ];
  const groups = [
    { id: "g1", handle: "zoologists", name: "Beasts", memberCount: 12, reach: 3 },
    { id: "g2", handle: "Café", name: "Coffee people", memberCount: 1, reach: 0 },
  ];
  const found = (query: string, recent: string[] = [], withMany = false) =>
    suggestMentions(query, searchablePeople(people, groups, withMany), recent).map(({ id }) => id);

  test("are found without accents and in either Unicode form", () => {
    expect(found("zoe")).toEqual(["2"]);
    expect(found("zoë")).toEqual(["2"]);
    expect(found("zoe\u0308")).toEqual(["2"]);
    expect(found("søren")).toEqual(["3"]);
    expect(found("soren")).toEqual(["3"]);
    expect(found("véra")).toEqual(["4"]);
    expect(found("VERA")).toEqual(["4"]);
    expect(found("nobody")).toEqual([]);
  });

  test("of equals, those who spoke here lately come first; a better match is before them", () => {
    expect(found("zo")).toEqual(["g1", "2", "1", "5"]);
    expect(found("zo", ["5", "1"])).toEqual(["1", "g1", "2", "5"]);
    expect(found("", ["5", "3"]).slice(0, 2)).toEqual(["5", "3"]);
    expect(found("zora", ["2"])).toEqual(["1"]);
  });

  test("groups are among them by handle and by name, with how many people they are", () => {
    expect(found("cafe")).toEqual(["g2"]);
    expect(found("coffee")).toEqual(["g2"]);
    const lines = suggestMentions("beasts", searchablePeople(people, groups, true));
    expect(lines).toEqual([
      { id: "g1", insert: "@zoologists ", label: "@zoologists", detail: "Beasts · 12 people", isGroup: true },
    ]);
    expect(suggestMentions("cafe", searchablePeople([], groups, false))[0]?.detail).toBe("Coffee people · 1 person");
  });

  test("everybody at once can be called in a room, not in a direct chat", () => {
    expect(found("al", [], true)).toEqual(["all"]);
    expect(found("al")).toEqual([]);
  });
});

describe("work", () => {
  test.each([
    ["backticks of all lengths", Array.from({ length: 120 }, (_, n) => "`".repeat(n + 1)).join(" ")],
    ["backticks", "` ``".repeat(2000)],
    ["markers", "> - 1. ".repeat(1200)],
    ["colons", ":zq".repeat(2600)],
    ["addresses", "a://".repeat(2000)],
    ["fences", "```\n~~~\n".repeat(1000)],
  ])("is small for 8,000 %s, and all names stay", (_, hard) => {
    const text = `${hard.slice(0, 7990)}\n\n:on`;
    // A pattern that backtracks would take minutes for so many letters, and the test would time out.
    for (let n = 0; n < 50; n++) tokenBefore(text, text.length);
    expect(putEmojiForNames(text, names)).toBe(text);
  });

  test("is none for a text that is far too long", () => {
    expect(atEnd(`${"x ".repeat(20_000)} @ad`)).toBeNull();
  });
});
