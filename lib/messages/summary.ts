import { filesLabel } from "../files/labels.ts";
import { excerpt } from "../text.ts";
import { ownOrForwarded } from "./own-or-forwarded.ts";
import type { Message } from "./schema.ts";
import { plainExcerptOf } from "./text/plain-text.ts";

/** A message on one line of about `max` characters at most: its words and what it shares. For quotes, screen readers and dialogs. */
export function summaryOf({ files, ...message }: Pick<Message, "body" | "files" | "forwarded">, max: number): string {
  const body = ownOrForwarded(message);
  const shared = filesLabel(files);
  if (body === "") return excerpt(shared, max);
  return shared === "" ? plainExcerptOf(body, max) : `${plainExcerptOf(body, max)} (${shared})`;
}
