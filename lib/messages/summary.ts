import { filesLabel } from "../files/labels.ts";
import { excerpt } from "../text.ts";
import type { Message } from "./schema.ts";
import { plainExcerptOf } from "./text/plain-text.ts";

/** A message in at most about `max` characters on one line: its words, or what it shares when it has none. */
export function summaryOf({ body, files }: Pick<Message, "body" | "files">, max: number): string {
  const shared = filesLabel(files);
  if (body === "") return excerpt(shared, max);
  return shared === "" ? plainExcerptOf(body, max) : `${plainExcerptOf(body, max)} (${shared})`;
}
