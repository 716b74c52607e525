import { expect, test } from "vitest";
import { parseQuery, wantedOf } from "@/lib/search/query.ts";
import { relevanceOf } from "@/lib/search/relevance.ts";
import { shownParts } from "@/lib/search/shown-parts.ts";
import { snippetOf } from "@/lib/search/snippet.ts";
import { CORPUS, EXPECTED } from "../../support/search-corpus.ts";

const wanted = (query: string) => wantedOf(parseQuery(query, { now: 0, zone: "UTC" }));
/** With marks around what was found. */
const marked = (text: string, query: string) =>
  snippetOf(text, wanted(query))
    .map((one) => (one.match ? `[${one.text}]` : one.text))
    .join("");

test("marks what was found as it was written", () => {
  expect(marked("Die Straße und die STRASSE", "strasse")).toBe("Die [Straße] und die [STRASSE]");
  expect(marked("a\u0301b cafe\u0301!", "café")).toBe("áb [café]!");
  expect(marked("in İstanbul", "istanbul")).toBe("in [İstanbul]");
  expect(marked("Einkaufszettel", "kauf zettel")).toBe("Ein[kauf]s[zettel]");
  expect(marked("abcdef", "abcd cdef")).toBe("[abcdef]");
  expect(marked("so it is", "is")).toBe("so it [is]");
  expect(marked("👍🏽 yes", "👍")).toBe("[👍🏽] yes");
  expect(marked("nothing", "else")).toBe("nothing");
});

test("is the part around the first thing that was found, without cutting a sign", () => {
  const long = `${"😀 filler ".repeat(100)}needle ${"👩‍💻 more ".repeat(100)}`;
  const text = marked(long, "needle");
  expect(text).toMatch(/^….{10,60}\[needle\] .*…$/su);
  expect(text.length).toBeLessThan(260);
  expect(text.isWellFormed()).toBe(true);
  expect(marked("x".repeat(1000), "y")).toMatch(/^x{240}…$/);
});

test("shows the words as they are drawn, the files that were found, and the address of a link where it alone was", () => {
  const file = { name: "harvest.pdf", alt: "A plan" };
  const message = { body: "**See** [this](https://docs.example/start)", files: [file as never] };
  expect(shownParts(message, wanted("see"))).toBe("See this");
  expect(shownParts(message, wanted("harvest"))).toBe("See this · harvest.pdf");
  expect(shownParts(message, wanted("docs.example"))).toBe(`See this · ${message.body}`);
  expect(shownParts({ body: "", files: [file as never] }, [])).toBe("harvest.pdf");
});

test("has a mark for each hit of the corpus, and joined it is the text", () => {
  for (const [query, finds] of EXPECTED) {
    for (const part of finds) {
      const body = CORPUS.find((text) => text.includes(part)) ?? "";
      const shown = shownParts({ body, files: [] }, wanted(query));
      const segments = snippetOf(shown, wanted(query));
      expect(
        segments.some(({ match }) => match),
        `${query} in ${body}`,
      ).toBe(true);
      // A text that is not whole in the snippet ends in the sign of it.
      const text = segments.map((one) => one.text).join("");
      expect(shown.normalize("NFC")).toContain(text.replaceAll("…", ""));
    }
  }
});

test("relevance is greater for whole words, for words in order, and for what is new", () => {
  const DAY = 24 * 60 * 60 * 1000;
  const query = wanted("garden party");
  const of = (text: string, days = 0) => relevanceOf(text, query, days * DAY);
  expect(of("garden party")).toBeGreaterThan(of("party garden"));
  expect(of("party garden")).toBeGreaterThan(of("partying gardeners"));
  expect(of("garden party")).toBeGreaterThan(of("garden party", 30));
  expect(of("party garden")).toBeGreaterThan(of("garden party", 365));
});
