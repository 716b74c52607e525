import { filesLabel } from "../files/labels.ts";
import type { Message } from "../messages/schema.ts";
import { ownOrForwarded } from "../messages/summary.ts";
import { isCalledBy } from "../messages/text/mentions-of.ts";
import { parseBody } from "../messages/text/parse-body.ts";
import { plainExcerptOf } from "../messages/text/plain-text.ts";
import { walk } from "../messages/text/walk.ts";
import { excerpt } from "../text.ts";
import { type ActivityEntry, LINE_MAX } from "./schema.ts";

/** A message on one line, in pieces, of which those that mention the person of these folded names are marked. */
export function lineOf({ kind, body, files, forwarded }: Message, ownNames: readonly string[]): ActivityEntry["line"] {
  // The body of a notice is plain text, and a name in it could look like formatting.
  if (kind === "SYSTEM") return [{ text: excerpt(body, LINE_MAX), match: false }];
  const words = plainExcerptOf(ownOrForwarded({ body, forwarded }), LINE_MAX);
  const shared = filesLabel(files);
  const text = [words, words !== "" && shared !== "" ? `(${shared})` : shared].filter((part) => part !== "").join(" ");
  return inPieces(text, marksOf(body, ownNames));
}

/** What is drawn of the mentions of this person, such as "@ada" and "@all". */
function marksOf(body: string, ownNames: readonly string[]): Set<string> {
  const marks = new Set<string>();
  if (!body.includes("@")) return marks;
  walk(parseBody(body), (part) => {
    if (part.type === "mention" && isCalledBy(part.names, ownNames)) marks.add(part.text);
  });
  return marks;
}

/** In the order of a text, a mention ends where its name does: "@ada" is not marked in "@adam". */
function inPieces(text: string, marks: ReadonlySet<string>): ActivityEntry["line"] {
  const pieces: ActivityEntry["line"] = [];
  let from = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const name = /^@[\p{L}\p{N}\p{M}._-]+/u.exec(text.slice(at))?.[0] ?? "";
    const mark = [...marks].filter((one) => name === one || isEnd(name, one)).sort((a, b) => b.length - a.length)[0];
    if (mark === undefined) continue;
    if (at > from) pieces.push({ text: text.slice(from, at), match: false });
    pieces.push({ text: mark, match: true });
    from = at + mark.length;
  }
  if (from < text.length || pieces.length === 0) pieces.push({ text: text.slice(from), match: false });
  return pieces;
}

/** Whether the name is the mark with nothing but signs behind it, as in "@ada." */
const isEnd = (name: string, mark: string): boolean =>
  name.startsWith(mark) && /^[._-]+$/.test(name.slice(mark.length));
