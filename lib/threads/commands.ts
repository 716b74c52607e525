import "server-only";
import { accessMessage, accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { writeSql } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { announceOwnThread } from "./announce.ts";
import { getOwnThread } from "./queries.ts";
import type { OwnThread } from "./schema.ts";

/**
 * Lets the viewer follow the thread about a message; for a reply, the thread that it is in. What is there by then counts as read.
 * Repeated, it changes nothing. Throws `not_found` to outsiders and `forbidden` for notices.
 */
export async function followThread(viewer: Viewer, messageId: string): Promise<OwnThread> {
  return setFollowing(viewer, messageId, true);
}

/** The opposite. Who has left a thread comes back to it by writing in it, or when they are mentioned. */
export async function unfollowThread(viewer: Viewer, messageId: string): Promise<OwnThread> {
  return setFollowing(viewer, messageId, false);
}

async function setFollowing(viewer: Viewer, messageId: string, following: boolean): Promise<OwnThread> {
  const { roomId, rootId } = await accessThread(viewer, messageId);
  const changed = await writeSql(async (tx) => {
    const { room } = await accessRoom(viewer, roomId, tx);
    return tx.sql.run`
      INSERT INTO "ThreadFollow" ("userId", "rootId", "roomId", "following", "lastReadSeq")
      VALUES (${viewer.id}, ${rootId}, ${roomId}, ${following}, ${room.seq})
      ON CONFLICT ("userId", "rootId") DO UPDATE
      SET "following" = excluded."following", "lastReadSeq" = CASE WHEN excluded."following" = TRUE
        AND excluded."lastReadSeq" > "ThreadFollow"."lastReadSeq" THEN excluded."lastReadSeq" ELSE "ThreadFollow"."lastReadSeq" END
      WHERE "ThreadFollow"."following" <> excluded."following"`;
  });
  return announced(viewer, roomId, rootId, changed);
}

/**
 * Records that the viewer has read a thread up to `seq`. The mark only moves forward, and never beyond the room's newest message.
 * Who has left the thread has one, too, and whom a keyword has called there: a reply may concern them all the same. Others who never
 * followed it have none. Throws `not_found` to outsiders.
 */
export async function markThreadRead(viewer: Viewer, messageId: string, seq: number): Promise<OwnThread> {
  const { roomId, rootId, newest } = await accessThread(viewer, messageId);
  const to = Math.min(seq, newest);
  const own = await getOwnThread(viewer, rootId);
  // Nothing would change, so that nobody waits for the disk.
  if (own.countedSeq === 0 || own.lastReadSeq >= to) return own;
  const changed = await writeSql(
    (tx) => tx.sql.run`
      UPDATE "ThreadFollow" SET "lastReadSeq" = ${to}
      WHERE "userId" = ${viewer.id} AND "rootId" = ${rootId} AND "lastReadSeq" < ${to}`,
  );
  return announced(viewer, roomId, rootId, changed);
}

async function accessThread(viewer: Viewer, messageId: string) {
  const { message, room } = await accessMessage(viewer, messageId);
  if (message.kind !== "USER") throw new AppError("forbidden", "A notice has no thread.");
  return { roomId: room.id, rootId: message.rootId ?? message.id, newest: room.seq };
}

/** Returns what the thread is to the viewer now, which their other devices are told where it changed. */
async function announced(viewer: Viewer, roomId: string, rootId: string, changed: number): Promise<OwnThread> {
  const ownThread = await getOwnThread(viewer, rootId);
  if (changed > 0) announceOwnThread([viewer.id], { roomId, rootId }, ownThread);
  return ownThread;
}
