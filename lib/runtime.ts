import { getConfig } from "./config.ts";
import { isPostgresql } from "./db/is-postgresql.ts";
import { isLongLived } from "./process/long-lived.ts";

/** What this process may rely on. All code that differs between the three ways to run Parley asks here. */
export type Runtime = {
  /**
   * Whether the process is meant to be the only one: the database is SQLite or the live server is inside of it. Counts
   * and caches in its memory are then the whole truth.
   */
  isAlone: boolean;
  /** Whether timers and work after a reply run in it. A function may be frozen as soon as it has answered. */
  isLongLived: boolean;
  /** Whether it may write to DATA_DIR. */
  hasDisk: boolean;
};

/**
 * Returns what this process may rely on, which the settings and the program that started it decide, never the name of a
 * platform. Throws ConfigError for settings that cannot work.
 */
export function getRuntime(): Runtime {
  const { databaseUrl, realtime } = getConfig();
  const lasts = isLongLived();
  return {
    isAlone: !isPostgresql(databaseUrl) || realtime.transport === "embedded",
    isLongLived: lasts,
    hasDisk: lasts,
  };
}
