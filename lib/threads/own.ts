import type { Message } from "../messages/schema.ts";
import { type OwnThread, THREAD_UNREAD_MAX } from "./schema.ts";

type Reply = { seq: number; author: { id: string }; deletedAt: string | null };

/** Returns the one that tells more: what is read only grows, and what was counted later counts more. Of equals, the incoming one. */
export function newerOwn(current: OwnThread | undefined, incoming: OwnThread | undefined): OwnThread | undefined {
  if (!current || !incoming) return incoming ?? current;
  if (current.lastReadSeq !== incoming.lastReadSeq)
    return current.lastReadSeq > incoming.lastReadSeq ? current : incoming;
  return current.countedSeq > incoming.countedSeq ? current : incoming;
}

/** Counts a reply that came after the count was made. A reply that is counted already changes nothing. */
export function withCounted(own: OwnThread, reply: Reply, viewerId: string): OwnThread {
  if (reply.seq <= own.countedSeq) return own;
  const isUnread =
    own.following && reply.author.id !== viewerId && reply.deletedAt === null && reply.seq > own.lastReadSeq;
  const unread = isUnread ? Math.min(own.unread + 1, THREAD_UNREAD_MAX) : own.unread;
  const { countedReplies } = own;
  const counted =
    reply.deletedAt === null && countedReplies !== undefined ? { countedReplies: countedReplies + 1 } : {};
  return { ...own, ...counted, unread, countedSeq: reply.seq };
}

/**
 * Whether the number of unread replies may be wrong, because a reply that is not read was deleted, came back, or was not heard of in
 * its turn. How many are unread then cannot be known here: the count ends at THREAD_UNREAD_MAX, and who wrote the reply is not told.
 */
export function isMiscounted({ thread, ownThread }: Pick<Message, "thread" | "ownThread">): boolean {
  if (!thread || !ownThread?.following || ownThread.countedReplies === undefined) return false;
  return ownThread.countedReplies !== thread.replyCount && ownThread.lastReadSeq < ownThread.countedSeq;
}
