import type { Message } from "../messages/schema.ts";
import type { Wanted } from "./match.ts";
import { shownText } from "./message-text.ts";
import { hasAny } from "./snippet.ts";

const BETWEEN = " · ";

/**
 * What of a message a hit shows: its words, then the names and descriptions of files that were found. The body as it was typed
 * only where what was found is nowhere else, as in the address of a link with words of its own.
 */
export function shownParts(
  { body, files, forwarded }: Pick<Message, "body" | "files" | "forwarded">,
  wanted: readonly Wanted[],
): string {
  const words = [body, forwarded?.body ?? ""]
    .map(shownText)
    .filter((text) => text !== "")
    .join(BETWEEN);
  const names = files.flatMap(({ name, alt }) => [name, alt]).filter((text) => text !== "");
  const found = names.filter((text) => hasAny(text, wanted));
  const shown = [words, ...(found.length > 0 || words !== "" ? found : names.slice(0, 1))].filter(
    (text) => text !== "",
  );
  const isMarked = wanted.length === 0 || shown.some((text) => hasAny(text, wanted));
  return (isMarked ? shown : [...shown, body, forwarded?.body ?? ""].filter((text) => text !== "")).join(BETWEEN);
}
