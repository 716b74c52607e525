import "server-only";
import { accessMessage, accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db } from "../db/doors.ts";
import { type SqlPiece, sqlPart } from "../db/sql.ts";
import { invalidField } from "../errors.ts";
import { seqsAfter } from "../search/seq-at.ts";
import { findMessageRows } from "./find-rows.ts";
import { loadMessage, loadMessagesAndQuotes } from "./load-messages.ts";
import { type MessageRow, messageSelect } from "./rows.ts";
import type { ChangesPage, ChangesQuery, HistoryPage, HistoryQuery, Message } from "./schema.ts";

/**
 * A page of a room's history, ascending by seq: before, after or around a seq, around a moment, or else the newest messages. Every page is a
 * range of one index, so its cost does not depend on the length of the history. Throws `not_found` to outsiders.
 */
export async function listMessages(viewer: Viewer, roomId: string, query: HistoryQuery): Promise<HistoryPage> {
  // The room's rev is read before the messages, so that the page is at least as new as the rev that it carries.
  const { room } = await accessRoom(viewer, roomId);
  const { clientId, at } = query;
  if (clientId !== undefined) return loadOwn(viewer, roomId, clientId, room.rev);
  // Where nothing was written since, the page is behind the newest message, and has none with a limit of 1.
  const around = at === undefined ? query.around : (await seqsAfter([room], Date.parse(at) - 1)).get(roomId);
  const rows = await loadPage(roomId, { ...query, around });
  const first = rows[0]?.seq;
  const last = rows.at(-1)?.seq;
  // Seqs have no holes, so whether messages lie beyond the page is known without another query.
  return {
    ...(await loadMessagesAndQuotes(rows, viewer.id)),
    hasBefore: first === undefined ? query.before === undefined && room.seq > 0 : first > 1,
    hasAfter: last === undefined ? query.before !== undefined && room.seq > 0 : last < room.seq,
    rev: room.rev,
  };
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

/** Throws `invalid` where `messageId` is not a message of the room that can be replied to. A deleted one can: its place stays. */
export async function requireOriginal(roomId: string, messageId: string): Promise<void> {
  const original = await db().message.findFirst({ where: { id: messageId, roomId, kind: "USER" } });
  if (!original) throw invalidField("replyToId", "The message you reply to is not in this room.");
}

/** The viewer's own message with this clientId, if it has arrived. A client asks this after a send that got no answer. */
async function loadOwn(viewer: Viewer, roomId: string, clientId: string, rev: number): Promise<HistoryPage> {
  const where = { authorId: viewer.id, roomId, clientId };
  const rows = await db().message.findMany({ where, take: 1, select: messageSelect });
  return { ...(await loadMessagesAndQuotes(rows, viewer.id)), hasBefore: false, hasAfter: false, rev };
}

async function loadPage(roomId: string, { before, after, around, limit }: HistoryQuery): Promise<MessageRow[]> {
  if (around !== undefined) {
    const half = Math.ceil(limit / 2);
    const newer = await loadRange(roomId, sqlPart`m."seq" >= ${around}`, UP, half);
    const older = await loadRange(roomId, sqlPart`m."seq" < ${around}`, DOWN, limit - half);
    return [...older.reverse(), ...newer];
  }
  if (after !== undefined) return loadRange(roomId, sqlPart`m."seq" > ${after}`, UP, limit);
  const isOlder = before === undefined ? sqlPart`1 = 1` : sqlPart`m."seq" < ${before}`;
  return (await loadRange(roomId, isOlder, DOWN, limit)).reverse();
}

const UP = sqlPart`m."seq"`;
const DOWN = sqlPart`m."seq" DESC`;

async function loadRange(roomId: string, seqs: SqlPiece, order: SqlPiece, take: number): Promise<MessageRow[]> {
  return take === 0 ? [] : findMessageRows(sqlPart`m."roomId" = ${roomId} AND ${seqs}`, order, take);
}
