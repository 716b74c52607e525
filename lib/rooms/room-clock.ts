import "server-only";
import type { SqlTx } from "../db/doors.ts";
import { notFound } from "../errors.ts";

/** The two counters of a room: the `seq` of its newest message, and the `rev` of its newest change. */
export type RoomClock = { seq: number; rev: number };

/** Takes the room's next rev, for a change of a message that is there. Throws `not_found` when the room has gone. */
export async function tickRoom(tx: SqlTx, roomId: string): Promise<RoomClock> {
  const [clock] = await tx.sql
    .all<RoomClock>`UPDATE "Room" SET "rev" = "rev" + 1 WHERE "id" = ${roomId} RETURNING "seq", "rev"`;
  return requireClock(clock);
}

/**
 * Takes the write lock before anything is read, so that no other process can outdate what a command then reads in its
 * transaction. Throws `not_found` when the room has gone.
 */
export async function lockRoom(tx: SqlTx, roomId: string): Promise<void> {
  const [clock] = await tx.sql
    .all<RoomClock>`UPDATE "Room" SET "rev" = "rev" WHERE "id" = ${roomId} RETURNING "seq", "rev"`;
  requireClock(clock);
}

/** The clock that an update has returned. Throws `not_found` where it has found no room. */
export function requireClock(clock: RoomClock | undefined): RoomClock {
  if (!clock) throw notFound("room");
  return clock;
}
