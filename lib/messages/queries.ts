import "server-only";
import { accessMessage, accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db } from "../db/doors.ts";
import { sqlPart } from "../db/sql.ts";
import { invalidField } from "../errors.ts";
import { seqsAfter } from "../search/seq-at.ts";
import { findMessageRows } from "./find-rows.ts";
import type { ChangesQuery, HistoryQuery } from "./input-schema.ts";
import { loadMessage, loadMessagesAndQuotes } from "./load-messages.ts";
import { loadPage } from "./load-page.ts";
import { messageSelect } from "./rows.ts";
import type { ChangesPage, HistoryPage, Message } from "./schema.ts";

/**
 * A page of a room's history: before, after or around a seq, around a moment, or else the newest messages. Replies in threads are in it
 * only where they were sent to the room, too. Throws `not_found` to outsiders.
 */
export async function listMessages(viewer: Viewer, roomId: string, query: HistoryQuery): Promise<HistoryPage> {
  // The room's rev is read before the messages, so that the page is at least as new as the rev that it carries.
  const { room } = await accessRoom(viewer, roomId);
  const { clientId, at } = query;
  if (clientId !== undefined) return loadOwn(viewer, roomId, clientId, room.rev);
  // Where nothing was written since, the page is behind the newest message, and has none with a limit of 1.
  const around = at === undefined ? query.around : (await seqsAfter([room], Date.parse(at) - 1)).get(roomId);
  const isIn = sqlPart`m."roomId" = ${roomId} AND m."inRoom" = TRUE`;
  const { rows, ...beyond } = await loadPage(isIn, { ...query, around });
  return { ...(await loadMessagesAndQuotes(rows, viewer.id)), ...beyond, rev: room.rev };
}

/** The messages that changed in a room since a rev, the oldest change first. Throws `not_found` to outsiders. */
export async function listChanges(viewer: Viewer, roomId: string, query: ChangesQuery): Promise<ChangesPage> {
  const { room } = await accessRoom(viewer, roomId);
  const isNewer = sqlPart`m."roomId" = ${roomId} AND m."rev" > ${query.since}`;
  const rows = await findMessageRows(isNewer, sqlPart`m."rev"`, query.limit + 1);
  const page = rows.slice(0, query.limit);
  const hasMore = rows.length > query.limit;
  const newest = page.at(-1)?.rev ?? 0;
  // A change of the room without a message (there is none today) would also take a rev, so the last page carries the room's.
  const roomRev = Math.max(newest, room.rev);
  return { ...(await loadMessagesAndQuotes(page, viewer.id)), rev: hasMore ? newest : roomRev, roomRev, hasMore };
}

/** One message, for a member of its room. Throws `not_found` otherwise. */
export async function getMessage(viewer: Viewer, messageId: string): Promise<Message> {
  const { message } = await accessMessage(viewer, messageId);
  const row = await db().message.findUniqueOrThrow({ where: { id: message.id }, select: messageSelect });
  return loadMessage(row, { viewerId: viewer.id });
}

/**
 * Throws `invalid` where `messageId` is not a message that can be replied to in the room, or in the thread about `rootId`: that
 * message itself, or a reply to it. A deleted one can: its place stays.
 */
export async function requireOriginal(roomId: string, messageId: string, rootId?: string | null): Promise<void> {
  const where = rootId ? { OR: [{ id: rootId }, { rootId }] } : { inRoom: true };
  const original = await db().message.findFirst({ where: { id: messageId, roomId, kind: "USER", ...where } });
  const here = rootId ? "this thread" : "this room";
  if (!original) throw invalidField("replyToId", `The message you reply to is not in ${here}.`);
}

/** The viewer's own message with this clientId, if it has arrived. A client asks this after a send that got no answer. */
async function loadOwn(viewer: Viewer, roomId: string, clientId: string, rev: number): Promise<HistoryPage> {
  const where = { authorId: viewer.id, roomId, clientId };
  const rows = await db().message.findMany({ where, take: 1, select: messageSelect });
  return { ...(await loadMessagesAndQuotes(rows, viewer.id)), hasBefore: false, hasAfter: false, rev };
}
