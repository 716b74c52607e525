import { filesLabel } from "../files/labels.ts";
import { excerpt } from "../text.ts";
import type { Message } from "./schema.ts";
import { plainExcerptOf } from "./text/plain-text.ts";

/** The words that stand for a message where there is one line for it: its author's own, or else those that it forwards. */
export const ownOrForwarded = ({ body, forwarded }: Pick<Message, "body" | "forwarded">): string =>
  body || forwarded?.body || "";

/** A message on one line of about `max` characters at most: its words and what it shares. For quotes, screen readers and dialogs. */
export function summaryOf(message: Pick<Message, "body" | "files" | "forwarded">, max: number): string {
  const body = ownOrForwarded(message);
  const shared = filesLabel(message.files);
  if (body === "") return excerpt(shared, max);
  return shared === "" ? plainExcerptOf(body, max) : `${plainExcerptOf(body, max)} (${shared})`;
}
