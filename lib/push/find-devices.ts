import "server-only";
import { currentSessionsSql } from "../auth/session-ends.ts";
import { sql } from "../db/doors.ts";
import { sqlColumns, sqlList, sqlPart } from "../db/sql.ts";
import { isoTime } from "../iso-time.ts";
import { decide, type NotificationCause } from "../notifications/decide.ts";
import { listLooking } from "../realtime/looking.ts";
import type { RoomLevel } from "../rooms/member-settings.ts";
import type { Room } from "../rooms/schema.ts";
import { quietUntil } from "../users/quiet.ts";
import { REFUSALS_MAX } from "./schema.ts";

/** A browser that notifications are sent to. */
export type PushTarget = {
  id: string;
  userId: string;
  endpoint: string;
  p256dh: string;
  auth: string;
  origin: string;
  lastDeliveryAt: Date | null;
  lastError: string | null;
};

/** A message that a device is to be told of. */
export type PushDue = PushTarget & {
  hidesContent: boolean;
  messageId: string;
  /** Of the message; as long as it is the same, so are the words. */
  rev: number;
  kind: Room["kind"];
  roomName: string;
};

type Row = Omit<PushDue, "hidesContent"> & {
  hidesContent: boolean | number;
  cause: NotificationCause;
  level: RoomLevel;
  mutedUntil: Date | null;
  doNotDisturbUntil: Date | null;
  isRead: number;
};

/** So many devices are told of one message at most. */
const ROWS_MAX = 20_000;

const TARGET_COLUMNS = sqlColumns("p", [
  ...["id", "userId", "endpoint", "p256dh", "auth", "origin"],
  ...["lastDeliveryAt", "lastError"],
]);

/**
 * Finds the devices that are to be told of these messages now, as everything is now: who may read them, has not read them, and
 * wants to be told. Each device comes once, with the newest of the messages. With `deviceId` it looks at that device only.
 */
export async function findDue(messageIds: readonly string[], deviceId?: string): Promise<PushDue[]> {
  const now = new Date();
  const due = new Map<string, PushDue>();
  const rows = await findRows(messageIds, now, deviceId);
  const looking = await listLooking(rows.map(({ userId }) => userId));
  for (const row of rows)
    if (!due.has(row.id) && isDue(row, now, looking.has(row.userId)))
      due.set(row.id, { ...row, hidesContent: Boolean(row.hidesContent) });
  return [...due.values()];
}

function isDue({ cause, level, mutedUntil, doNotDisturbUntil, isRead }: Row, now: Date, isLooking: boolean): boolean {
  const isMuted = mutedUntil !== null && mutedUntil > now;
  return decide("push", {
    cause,
    settings: { level, mutedUntil: isMuted ? isoTime(mutedUntil) : null },
    isDoNotDisturb: quietUntil(doNotDisturbUntil?.toISOString() ?? null, now.getTime()) !== null,
    isRead: isRead === 1,
    isLooking,
    hasDevice: true,
  }).tells;
}

/** What is drawn in a direct chat concerns its people, whatever else it does. */
const IS_DIRECT = sqlPart`(r."kind" = 'DIRECT' AND msg."inRoom" = TRUE)`;

function findRows(messageIds: readonly string[], now: Date, deviceId?: string): Promise<Row[]> {
  const which = deviceId === undefined ? sqlPart`` : sqlPart`AND p."id" = ${deviceId}`;
  return sql.all<Row>`
    SELECT ${TARGET_COLUMNS}, p."hidesContent", msg."id" AS "messageId", msg."rev", r."kind", r."name" AS "roomName",
      CASE WHEN ${IS_DIRECT} AND COALESCE(n."cause", 'THREAD') = 'THREAD' THEN 'DIRECT' ELSE n."cause" END AS "cause",
      m."level", m."mutedUntil", u."doNotDisturbUntil",
      CASE WHEN n."doneAt" IS NOT NULL OR msg."seq" <= COALESCE(f."lastReadSeq", m."lastReadSeq") THEN 1 ELSE 0 END AS "isRead"
    FROM "Message" msg JOIN "Room" r ON r."id" = msg."roomId"
    JOIN "Membership" m ON m."roomId" = msg."roomId" AND m."userId" <> msg."authorId"
    JOIN "PushSubscription" p ON p."userId" = m."userId"
    JOIN "Session" s ON s."id" = p."sessionId" JOIN "User" u ON u."id" = m."userId"
    LEFT JOIN "Notification" n ON n."messageId" = msg."id" AND n."userId" = m."userId"
    LEFT JOIN "ThreadFollow" f
      ON msg."inRoom" = FALSE AND f."rootId" = msg."rootId" AND f."userId" = m."userId" AND f."following" = TRUE
    WHERE msg."id" IN ${sqlList(messageIds)} ${which} AND msg."deletedAt" IS NULL AND r."archivedAt" IS NULL
      AND (n."cause" IS NOT NULL OR ${IS_DIRECT})
      AND ${currentSessionsSql(now)} AND u."disabledAt" IS NULL AND u."deletedAt" IS NULL AND p."failures" < ${REFUSALS_MAX}
    ORDER BY msg."seq" DESC LIMIT ${ROWS_MAX}`;
}
