import { describe, expect, test } from "vitest";
import { type Format, linkFromPaste, toggleFormat } from "@/components/composer/format-text.ts";

/**
 * The text after the shortcut, with the selection in brackets. In `marked`, `[` and `]` are the selection before it.
 */
function press(marked: string, format: Format): string {
  const start = marked.indexOf("[");
  const end = marked.indexOf("]") - 1;
  const text = marked.replace(/[[\]]/g, "");
  const change = toggleFormat(text, start, end, format);
  const after = text.slice(0, change.start) + change.insert + text.slice(change.end);
  return `${after.slice(0, change.selectStart)}[${after.slice(change.selectStart, change.selectEnd)}]${after.slice(change.selectEnd)}`;
}

describe("Ctrl+B and Ctrl+I", () => {
  test.each([
    ["say [it] loud", "say **[it]** loud"],
    ["say [it ]loud", "say **[it]** loud"],
    ["say **[it]** loud", "say [it] loud"],
    ["say [**it**] loud", "say [it] loud"],
    ["say __[it]__ loud", "say [it] loud"],
    ["so[]me words", "**[some]** words"],
    ["**so[]me** words", "[some] words"],
    ["[]", "**[]**"],
    ["**[]**", "[]"],
    ["a [] b", "a **[]** b"],
    ["[**a** and **b**]", "**[**a** and **b**]**"],
    ["_[it]_", "_**[it]**_"],
  ])("bold: %s → %s", (before, after) => expect(press(before, "bold")).toBe(after));

  test.each([
    ["say [it] loud", "say _[it]_ loud"],
    ["say _[it]_ loud", "say [it] loud"],
    ["say *[it]* loud", "say [it] loud"],
    ["say **[it]** loud", "say **_[it]_** loud"],
    ["***[it]***", "**[it]**"],
    ["un[believ]able", "un*[believ]*able"],
  ])("italic: %s → %s", (before, after) => expect(press(before, "italic")).toBe(after));

  test("each line has its own, behind the sign of its list, and both ways", () => {
    expect(press("[- one\n- two\n\n> three]", "bold")).toBe("- **[one**\n- **two**\n\n> **three]**");
    expect(press("[- **one**\n- **two**]", "bold")).toBe("- [one\n- two]");
    expect(press("[**one**\ntwo]", "bold")).toBe("**[one**\n**two]**");
  });
});

describe("a link that is pasted over a selection", () => {
  const paste = (text: string, words: string, link: string) => {
    const start = text.indexOf(words);
    const change = linkFromPaste(text, start, start + words.length, link);
    return change && text.slice(0, change.start) + change.insert + text.slice(change.end);
  };
  test("makes the words lead there", () => {
    expect(paste("see the docs now", "the docs", "https://e.com/a?b=c#d")).toBe(
      "see [the docs](https://e.com/a?b=c#d) now",
    );
    expect(paste("see the docs now", "the docs ", " https://e.com/a_(b)\n")).toBe(
      "see [the docs](https://e.com/a_%28b%29) now",
    );
    expect(paste("a [b] c", "[b]", "https://e.com")).toBe("a [\\[b\\]](https://e.com) c");
  });

  test("is pasted as it is over nothing, lines, another link, in code, and when it is no link", () => {
    expect(linkFromPaste("abc", 1, 1, "https://e.com")).toBeNull();
    expect(paste("a\nb", "a\nb", "https://e.com")).toBeNull();
    expect(paste("x https://a.com y", "https://a.com", "https://e.com")).toBeNull();
    expect(paste("`the code`", "the code", "https://e.com")).toBeNull();
    expect(paste("words", "words", "javascript:alert(1)")).toBeNull();
    expect(paste("words", "words", "two https://e.com")).toBeNull();
  });
});
