import type { Message, Quote } from "./schema.ts";
import { summaryOf } from "./summary.ts";

/** In characters. */
const QUOTE_MAX = 160;

const made = new WeakMap<Message, Quote>();

/** What a reply shows of the message that it answers; the same object for the same state of a message. */
export function toQuote(message: Message): Quote {
  const known = made.get(message);
  if (known) return known;
  const { id, seq, rev, author, deletedAt } = message;
  const text = deletedAt === null ? summaryOf(message, QUOTE_MAX) : "";
  const quote = { id, seq, rev, author, text, deletedAt };
  made.set(message, quote);
  return quote;
}
