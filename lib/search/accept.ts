import type { Message } from "../messages/schema.ts";
import { isMentionedIn } from "../messages/text/mentions-of.ts";
import { hasMatch } from "./match.ts";
import { foldedText, whatItHas } from "./message-text.ts";
import type { ResolvedClause } from "./resolve.ts";

/** Who asks, and what. */
type Asked = { viewer: { id: string }; clauses: readonly ResolvedClause[] };
/** What of a message is compared with a query. */
export type Judged = Pick<Message, "kind" | "seq" | "body" | "files" | "createdAt" | "editedAt" | "deletedAt"> & {
  author: Pick<Message["author"], "id">;
  forwarded?: { body: string } | null | undefined;
};
/** The room of a message, as somebody has read in it. */
type ReadRoom = { lastReadSeq: number };

/**
 * Whether a message is what the query wants. It is the only judge: the index proposes messages by terms, which other messages may
 * share, and knows no negations.
 */
export function isHit(asked: Asked, message: Judged, room: ReadRoom): boolean {
  if (message.kind !== "USER" || message.deletedAt !== null) return false;
  let folded: string | undefined;
  const text = () => {
    folded ??= foldedText(message);
    return folded;
  };
  return asked.clauses.every((clause) => holds(asked, clause, message, room, text) !== clause.not);
}

function holds(
  { viewer }: Asked,
  clause: ResolvedClause,
  message: Judged,
  { lastReadSeq }: ReadRoom,
  text: () => string,
): boolean {
  switch (clause.type) {
    case "word":
    case "phrase":
      return hasMatch(text(), clause);
    case "from":
      return clause.userIds.includes(message.author.id);
    case "sent": {
      const time = Date.parse(message.createdAt);
      return time >= clause.span.from && time < clause.span.to;
    }
    case "has":
      return whatItHas(message).has(clause.what);
    case "mentions":
      return isMentionedIn(message.body, clause.names);
    case "is":
      if (clause.what === "edited") return message.editedAt !== null;
      if (clause.what === "mine") return message.author.id === viewer.id;
      return message.seq > lastReadSeq && message.author.id !== viewer.id;
  }
}
