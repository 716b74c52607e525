import { errorText } from "../errors.ts";

const DATABASE_AWAY = /database is locked|SQLITE_BUSY|SQLITE_FULL|database or disk is full|disk I\/O|P1008|P2034/i;

/** Whether the database cannot be written now, because another process has locked it or its disk is full. */
export function isDatabaseAway(error: unknown): boolean {
  return DATABASE_AWAY.test(errorText(error));
}
