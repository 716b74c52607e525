import "server-only";
import { writeLackingReplies } from "../../activity/calls.ts";
import type { Tx } from "../../db/doors.ts";
import { sqlList, sqlPart } from "../../db/sql.ts";
import { tickRoom } from "../../rooms/room-clock.ts";
import { announceOwnThread, announceRoot } from "../../threads/announce.ts";
import { loadRoot, summaryWith, writeSummary } from "../../threads/change-summary.ts";
import { followAsRootAuthor, followByReply } from "../../threads/follow-rows.ts";
import { loadOwnThreads } from "../../threads/load-threads.ts";
import { ROOT_DELETED } from "../../threads/require-root.ts";
import type { OwnThread } from "../../threads/schema.ts";
import { readSummary, withReply } from "../../threads/summary.ts";
import type { Message } from "../schema.ts";
import { mentionsOf } from "../text/mentions-of.ts";
import type { Effect, EffectMessage, EffectStep } from "./effect.ts";

/** So many people whom an edit makes follow a thread are told at once; others learn of it when they look. */
const TOLD_MAX = 20;

type Reply = EffectMessage & { rootId: string };

/**
 * Keeps what the message that a thread is about says of the thread, and who follows it. A reply and the message that it
 * changes take two revs of the room, one after the other. Messages outside of threads cost nothing for it.
 */
export const threadsEffect: Effect = {
  send({ body, rootId }) {
    if (!rootId) return null;
    const { names } = mentionsOf(body);
    let sent:
      | { reply: Reply; root: Message; others: string[]; isAuthorNew: boolean; countedReplies: number }
      | undefined;
    return {
      async write(tx, message) {
        const reply = { ...message, rootId };
        const row = await loadRoot(tx, rootId);
        if (!row) throw ROOT_DELETED;
        const summary = readSummary(row);
        if (row.deletedAt !== null && summary === null) throw ROOT_DELETED;
        const next = withReply(summary, { authorId: reply.author.id, at: reply.createdAt });
        // `appendMessage` has taken the rev for it.
        const root = await writeSummary(tx, row, reply.rev + 1, next);
        const isOther = row.author.id !== reply.author.id;
        const followers = [
          ...(await followByReply(tx, reply, names)),
          ...(isOther ? await followAsRootAuthor(tx, reply, row.author.id) : []),
        ];
        const others = followers.filter((id) => id !== reply.author.id);
        const { replyCount: countedReplies } = next;
        sent = { reply, root, others, isAuthorNew: others.length < followers.length, countedReplies };
      },
      afterCommit() {
        if (!sent) return;
        const { reply, root, others, isAuthorNew, countedReplies } = sent;
        announceRoot(root);
        const own = { following: true, lastReadSeq: reply.seq, unread: 0, countedSeq: reply.seq, countedReplies };
        if (isAuthorNew) announceOwnThread([reply.author.id], reply, own);
        announceOwnThread(others, reply, { ...own, lastReadSeq: reply.seq - 1, unread: 1 });
      },
    };
  },
  edit({ body }) {
    const { names } = mentionsOf(body);
    if (names.length === 0) return null;
    let told: { reply: Reply; followers: Map<string, OwnThread> } | undefined;
    return {
      async write(tx, message) {
        const { rootId } = message;
        if (rootId === null) return;
        const reply = { ...message, rootId };
        const ids = await followByReply(tx, reply, names);
        // What was written since is as unread to them as it would be if they had been named at once.
        if (ids.length > 0)
          await writeLackingReplies(tx, sqlPart`f."rootId" = ${rootId} AND f."userId" IN ${sqlList(ids)}`);
        const followers = new Map<string, OwnThread>();
        for (const id of ids.slice(0, TOLD_MAX)) {
          const own = (await loadOwnThreads([rootId], id, tx)).get(rootId);
          if (own) followers.set(id, own);
        }
        told = { reply, followers };
      },
      afterCommit() {
        for (const [id, own] of told?.followers ?? []) announceOwnThread([id], (told as { reply: Reply }).reply, own);
      },
    };
  },
  delete: () => countReply(-1),
  restore: () => countReply(1),
};

/** Counts a reply that is deleted or comes back in what the message says that its thread is about. */
function countReply(change: -1 | 1): EffectStep<Tx> {
  let root: Message | undefined;
  return {
    async write(tx, { rootId, roomId }) {
      const row = rootId === null ? undefined : await loadRoot(tx, rootId);
      if (!row) return;
      const { rev } = await tickRoom(tx, roomId);
      const replyCount = (readSummary(row)?.replyCount ?? 0) + change;
      root = await writeSummary(tx, row, rev, await summaryWith(tx, row.id, replyCount));
    },
    afterCommit() {
      if (root) announceRoot(root);
    },
  };
}
