import { PARTICIPANTS_MAX } from "./schema.ts";

/**
 * What the row of a message says about its thread, so that a page of messages asks for no replies. It is written in the
 * transaction that writes a reply or deletes one.
 */
export type ThreadSummary = {
  /** The number of replies that are not deleted. */
  replyCount: number;
  /** ISO time of the last of them. */
  lastReplyAt: string;
  /** The PARTICIPANTS_MAX people who replied last, the last one first. */
  authorIds: readonly string[];
};

type Row = { threadSummary: string | null };

export function readSummary({ threadSummary }: Row): ThreadSummary | null {
  return threadSummary === null ? null : (JSON.parse(threadSummary) as ThreadSummary);
}

/** The summary with one more reply, which is the newest. */
export function withReply(summary: ThreadSummary | null, reply: { authorId: string; at: Date }): ThreadSummary {
  const others = (summary?.authorIds ?? []).filter((id) => id !== reply.authorId);
  return {
    replyCount: (summary?.replyCount ?? 0) + 1,
    lastReplyAt: reply.at.toISOString(),
    authorIds: [reply.authorId, ...others].slice(0, PARTICIPANTS_MAX),
  };
}
