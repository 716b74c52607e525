import "server-only";
import { lineOf } from "../activity/line.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, sql } from "../db/doors.ts";
import { sqlColumns, sqlPart } from "../db/sql.ts";
import { loadMessagesById } from "../messages/load-by-id.ts";
import { directName } from "../rooms/direct-name.ts";
import { loadPeople } from "../rooms/queries.ts";
import { loadOwnNames } from "../user-groups/own-names.ts";
import type { SavedRow } from "./next-state.ts";
import { toSavedState } from "./rows.ts";
import { SAVED_MAX, type SavedEntry, type SavedPage, type SavedQuery } from "./schema.ts";

type Row = SavedRow & { messageId: string; roomId: string; kind: SavedEntry["room"]["kind"]; name: string };

/**
 * A page of what the viewer has saved in the rooms that they are in now: what is to do by when it was saved, what is done by when
 * that was, the newest first. What they saved in a room that they have left comes back with the room.
 */
export async function listSaved(viewer: Viewer, query: SavedQuery): Promise<SavedPage> {
  const rows = await findRows(viewer, query);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    entries: await toEntries(viewer, page),
    next: rows.length > query.limit && last ? `${timeOf(last).toISOString()}~${last.messageId}` : null,
  };
}

/** The ids of what the viewer has to do, of which a screen marks the messages that it shows. */
export async function listSavedIds(viewer: Viewer): Promise<string[]> {
  const rows = await db().savedMessage.findMany({
    where: { userId: viewer.id, doneAt: null },
    select: { messageId: true },
    take: SAVED_MAX,
  });
  return rows.map(({ messageId }) => messageId);
}

const timeOf = ({ doneAt, savedAt }: Row): Date => doneAt ?? savedAt;

/** The page's rows and one more, by which is known whether another page follows. */
async function findRows(viewer: Viewer, { state, limit, after }: SavedQuery): Promise<Row[]> {
  const [time = "", id = ""] = after?.split("~") ?? [];
  const at = new Date(time);
  const by = state === "done" ? sqlPart`s."doneAt"` : sqlPart`s."savedAt"`;
  const isOlder = after ? sqlPart`(${by} < ${at} OR (${by} = ${at} AND s."messageId" > ${id}))` : sqlPart`1 = 1`;
  return sql.all<Row>`
    SELECT ${COLUMNS}, r."id" AS "roomId", r."kind", r."name" FROM "SavedMessage" s
    JOIN "Message" g ON g."id" = s."messageId" JOIN "Room" r ON r."id" = g."roomId"
    JOIN "Membership" m ON m."roomId" = g."roomId" AND m."userId" = s."userId"
    WHERE s."userId" = ${viewer.id} AND ${state === "done" ? sqlPart`s."doneAt" IS NOT NULL` : sqlPart`s."doneAt" IS NULL`}
      AND ${isOlder}
    ORDER BY ${by} DESC, s."messageId" LIMIT ${limit + 1}`;
}

const COLUMNS = sqlColumns("s", ["messageId", "savedAt", "doneAt", "remindAt", "remindedAt"]);

async function toEntries(viewer: Viewer, rows: readonly Row[]): Promise<SavedEntry[]> {
  const [messages, people, ownNames] = await Promise.all([
    loadMessagesById(rows.map(({ messageId }) => messageId)),
    loadPeople(viewer, [...new Set(rows.flatMap(({ kind, roomId }) => (kind === "DIRECT" ? [roomId] : [])))]),
    loadOwnNames(viewer),
  ]);
  return rows.flatMap((row) => {
    const message = messages.get(row.messageId);
    // Its room may have been deleted since its row was read.
    if (!message) return [];
    const { roomId: id, kind } = row;
    const { seq, author, rootId, inRoom, customEmoji } = message;
    const deleted = message.deletedAt !== null;
    const name = kind === "DIRECT" ? directName(people.get(id) ?? []) : row.name;
    return [
      {
        ...toSavedState(row),
        ...{ room: { id, kind, name }, rootId: inRoom ? null : rootId, seq, author, deleted },
        line: deleted ? [] : lineOf(message, ownNames),
        ...(!deleted && customEmoji && { customEmoji }),
      },
    ];
  });
}
