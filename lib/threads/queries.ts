import "server-only";
import { accessMessage } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { sqlPart } from "../db/sql.ts";
import { notFound } from "../errors.ts";
import { findMessageRows } from "../messages/find-rows.ts";
import { loadMessagesAndQuotes } from "../messages/load-messages.ts";
import { loadPage } from "../messages/load-page.ts";
import { loadOwnThreads } from "./load-threads.ts";
import type { ThreadPage } from "./page-schema.ts";
import type { ThreadQuery } from "./query-schema.ts";
import type { OwnThread } from "./schema.ts";

/**
 * A page of the thread about a message, with that message; for a reply, of the thread that it is in. A message without replies has
 * an empty one. Throws `not_found` to outsiders.
 */
export async function listThread(viewer: Viewer, messageId: string, query: ThreadQuery): Promise<ThreadPage> {
  // The room's rev is read before the messages, so that the page is at least as new as the rev that it carries.
  const { message, room } = await accessMessage(viewer, messageId);
  const rootId = message.rootId ?? message.id;
  const [page, [rootRow]] = await Promise.all([
    loadPage(sqlPart`m."rootId" = ${rootId}`, query),
    findMessageRows(sqlPart`m."id" = ${rootId}`, sqlPart`m."seq"`, 1),
  ]);
  if (!rootRow) throw notFound("message");
  const { messages, quotes } = await loadMessagesAndQuotes([rootRow, ...page.rows], viewer.id);
  const [root, ...replies] = messages;
  if (!root) throw notFound("message");
  return { root, messages: replies, quotes, hasBefore: page.hasBefore, hasAfter: page.hasAfter, rev: room.rev };
}

/** What a thread is to a person who may see it. */
export async function getOwnThread(viewer: Viewer, rootId: string): Promise<OwnThread> {
  return (await loadOwnThreads([rootId], viewer.id)).get(rootId) as OwnThread;
}
