import type { Message, Quote } from "./schema.ts";
import { summaryOf } from "./summary.ts";

/** The length of a quote, in characters. */
const QUOTE_MAX = 160;

const made = new WeakMap<Message, Quote>();

/**
 * Returns a quote of a message for the replies to it. One message object always gives the same quote object, so that
 * rows that show it need not be rendered again.
 */
export function toQuote(message: Message): Quote {
  const known = made.get(message);
  if (known) return known;
  const { id, seq, rev, author, customEmoji, deletedAt, rootId, inRoom } = message;
  const text = deletedAt === null ? summaryOf(message, QUOTE_MAX) : "";
  const quote = { id, seq, rev, author, text, deletedAt, rootId, inRoom, ...(customEmoji && { customEmoji }) };
  made.set(message, quote);
  return quote;
}
