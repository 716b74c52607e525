import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { sql } from "../db/doors.ts";
import { sqlColumns, sqlPart } from "../db/sql.ts";
import { readyKeywords, wordsOf } from "../keywords/current-index.ts";
import { markWords } from "../keywords/mark-words.ts";
import { loadMessagesById } from "../messages/load-by-id.ts";
import { directName } from "../rooms/direct-name.ts";
import { loadPeople } from "../rooms/queries.ts";
import { foldName } from "../text.ts";
import { loadOwnNames } from "../user-groups/own-names.ts";
import { loadAuthors } from "../users/load-authors.ts";
import type { ActivityQuery } from "./input-schema.ts";
import { lineOf } from "./line.ts";
import type { ActivityCounts, ActivityEntry, ActivityPage, Cause } from "./schema.ts";
import { IS_UNREAD, isQuiet, ROWS_IN_ROOMS, undoneOf } from "./unread.ts";

type Row = { messageId: string; cause: Cause; createdAt: Date; rootId: string | null; seq: number } & {
  roomId: string;
  kind: ActivityEntry["room"]["kind"];
  name: string;
  actorId: string | null;
  emoji: string | null;
  unread: number;
  quiet: number;
};

/**
 * A page of what concerns the viewer in the rooms that they are in now, the newest first, with what is unread in all. The number
 * of statements does not depend on what there is.
 */
export async function listActivity(viewer: Viewer, query: ActivityQuery): Promise<ActivityPage> {
  const [rows, counts] = await Promise.all([findRows(viewer, query), countActivity(viewer)]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    entries: await toEntries(viewer, page),
    next: rows.length > query.limit && last ? toCursor(last) : null,
    counts,
  };
}

/** What is unread of the viewer's activity. */
export async function countActivity(viewer: Pick<Viewer, "id">): Promise<ActivityCounts> {
  const rows = await sql.all<{ roomId: string; isReminder: number; loud: number; count: number }>`
    SELECT n."roomId", ${IS_REMINDER} AS "isReminder", SUM(CASE WHEN ${isQuiet()} THEN 0 ELSE 1 END) AS "loud", COUNT(*) AS "count"
    FROM ${undoneOf(viewer.id)} WHERE ${IS_UNREAD} GROUP BY n."roomId", ${IS_REMINDER}`;
  const inRooms = rows.filter(({ isReminder }) => !isReminder);
  const loud = inRooms.flatMap(({ roomId, loud }) => (Number(loud) > 0 ? [[roomId, Number(loud)] as const] : []));
  const reminders = rows.reduce((sum, { isReminder, count }) => sum + (isReminder ? Number(count) : 0), 0);
  return {
    rooms: Object.fromEntries(loud),
    quiet: inRooms.some(({ loud, count }) => Number(count) > Number(loud)),
    ...(reminders > 0 && { reminders }),
  };
}

const IS_REMINDER = sqlPart`CASE WHEN n."cause" = 'REMINDER' THEN 1 ELSE 0 END`;

const toCursor = ({ createdAt, messageId }: Row): string => `${createdAt.toISOString()}~${messageId}`;

/** The page's rows and one more, by which is known whether another page follows. */
async function findRows(viewer: Viewer, { limit, unread, after }: ActivityQuery): Promise<Row[]> {
  const [time = "", id = ""] = after?.split("~") ?? [];
  const at = new Date(time);
  const isOlder = after
    ? sqlPart`(n."createdAt" < ${at} OR (n."createdAt" = ${at} AND n."messageId" > ${id}))`
    : sqlPart`1 = 1`;
  return sql.all<Row>`
    SELECT ${COLUMNS}, r."kind", r."name", CASE WHEN ${IS_UNREAD} THEN 1 ELSE 0 END AS "unread",
      CASE WHEN ${isQuiet()} THEN 1 ELSE 0 END AS "quiet"
    FROM ${ROWS_IN_ROOMS} WHERE n."userId" = ${viewer.id} AND ${isOlder} AND ${unread === "true" ? IS_UNREAD : sqlPart`1 = 1`}
    ORDER BY n."createdAt" DESC, n."messageId" LIMIT ${limit + 1}`;
}

const COLUMNS = sqlColumns("n", ["messageId", "cause", "createdAt", "roomId", "rootId", "seq", "actorId", "emoji"]);

async function toEntries(viewer: Viewer, rows: readonly Row[]): Promise<ActivityEntry[]> {
  const [messages, actors, people, ownNames] = await Promise.all([
    loadMessagesById(rows.map(({ messageId }) => messageId)),
    loadAuthors(rows.flatMap(({ actorId }) => actorId ?? [])),
    loadPeople(viewer, [...new Set(rows.flatMap(({ kind, roomId }) => (kind === "DIRECT" ? [roomId] : [])))]),
    // Most pages have no mention of a group, and need no further statement.
    rows.some(({ cause }) => cause === "USER_GROUP") ? loadOwnNames(viewer) : [foldName(viewer.username)],
  ]);
  const hasWords = rows.some(({ cause }) => cause === "KEYWORD");
  if (hasWords) await readyKeywords();
  const words = hasWords ? wordsOf(viewer.id) : [];
  return rows.flatMap((row) => {
    const message = messages.get(row.messageId);
    const actor = row.actorId === null ? message?.author : actors.get(row.actorId);
    // It may have been deleted since its row was read.
    if (!message || message.deletedAt !== null || !actor) return [];
    const { messageId, cause, rootId, seq, emoji, kind, roomId: id } = row;
    const name = kind === "DIRECT" ? directName(people.get(id) ?? []) : row.name;
    const createdAt = row.createdAt.toISOString();
    const seen = { unread: row.unread === 1, quiet: row.quiet === 1 };
    return [
      {
        messageId,
        cause,
        createdAt,
        room: { id, kind, name },
        rootId,
        seq,
        actor,
        emoji,
        line: cause === "KEYWORD" ? withWords(lineOf(message, ownNames), words) : lineOf(message, ownNames),
        ...(message.customEmoji && { customEmoji: message.customEmoji }),
        ...seen,
      },
    ];
  });
}

const withWords = (line: ActivityEntry["line"], words: readonly string[]): ActivityEntry["line"] =>
  line.flatMap((piece) => (piece.match ? [piece] : markWords(piece.text, words)));
