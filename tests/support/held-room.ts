import { getConfig } from "@/lib/config.ts";
import { sql, writeSql } from "@/lib/db/doors.ts";
import { isPostgresql } from "@/lib/db/is-postgresql.ts";
import { until } from "./until.ts";

const isOnPostgresql = () => isPostgresql(getConfig().databaseUrl);

/**
 * Holds up every change of a room: on SQLite because one writes at a time, on PostgreSQL by the lock of the room's row.
 * Resolves, once it is held, to a function that lets them go on.
 */
export async function holdRoom(roomId: string): Promise<() => Promise<void>> {
  let release = () => {};
  let held = Promise.resolve();
  await new Promise<void>((isHeld) => {
    held = writeSql(async (tx) => {
      // Not as `writeSql` locks a row: a send of this process would wait in front of the database, and not be counted.
      if (isOnPostgresql()) await tx.sql.all`SELECT 1 FROM "Room" WHERE "id" = ${roomId} FOR UPDATE`;
      await new Promise<void>((resolve) => {
        release = resolve;
        isHeld();
      });
    });
  });
  return async () => {
    release();
    await held;
  };
}

/** Waits until so many changes have made their checks and wait for the room. */
export async function waiting(count: number): Promise<void> {
  if (isOnPostgresql()) return untilLocked(count);
  // The driver answers within a turn of the event loop, so after a few turns the reads before a write are over.
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function untilLocked(count: number): Promise<void> {
  const locked = async () => {
    const [row] = await sql.all<{ n: number }>`
      SELECT COUNT(*) AS "n" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    return row?.n === count;
  };
  await until(locked, { timeoutMs: 20_000, what: "all wait for the room" });
}
