import type { Message } from "./schema.ts";

/** The words that stand for a message where there is one line for it: its author's own, or else those that it forwards. */
export const ownOrForwarded = ({ body, forwarded }: Pick<Message, "body" | "forwarded">): string =>
  body || (forwarded?.body ?? "");
