import { filesLabel } from "../files/labels.ts";
import { excerpt } from "../text.ts";
import type { Message } from "./schema.ts";
import { plainExcerptOf } from "./text/plain-text.ts";

/** A message on one line of about `max` characters at most: its words and what it shares. For quotes, screen readers and dialogs. */
export function summaryOf({ body, files }: Pick<Message, "body" | "files">, max: number): string {
  const shared = filesLabel(files);
  if (body === "") return excerpt(shared, max);
  return shared === "" ? plainExcerptOf(body, max) : `${plainExcerptOf(body, max)} (${shared})`;
}
