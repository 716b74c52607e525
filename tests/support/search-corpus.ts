import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const FOLDER = path.join(import.meta.dirname, "search-corpus");

/**
 * Messages in many languages, and what searches find among all of them. Each file has one message on a line, then `---`, then
 * searches: what is asked, `=>`, and a part of each message that it finds, with `|` between them.
 */
const files = readdirSync(FOLDER).map((name) => {
  const [messages = "", searches = ""] = readFileSync(path.join(FOLDER, name), "utf8").split("\n---\n");
  return { messages: linesOf(messages), searches: linesOf(searches).map(toSearch) };
});

export const CORPUS: string[] = files.flatMap(({ messages }) => messages);

/** A query, and a part of each message that it finds. */
export const EXPECTED: [query: string, finds: string[]][] = files.flatMap(({ searches }) => searches);

function linesOf(text: string): string[] {
  return text.split("\n").filter((line) => line !== "");
}

function toSearch(line: string): [string, string[]] {
  const at = line.lastIndexOf(" =>");
  if (at < 0) throw new Error(`No search of the corpus: ${line}`);
  const parts = line.slice(at + 3).split(" | ");
  return [line.slice(0, at), parts.map((part) => part.trim()).filter((part) => part !== "")];
}
