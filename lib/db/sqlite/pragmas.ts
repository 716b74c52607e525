/** How long a statement waits for a lock held by another process (a backup, a second Parley). */
export const BUSY_TIMEOUT_MS = 5000;
/** Prisma's patience for a transaction's begin: longer than that for SQLite's lock, which says better what is wrong. */
export const BEGIN_TIMEOUT_MS = BUSY_TIMEOUT_MS + 2_000;

/** What durability rests on, in this order: setting the journal mode may have to wait for another process's lock. */
export const REQUIRED_PRAGMAS = {
  busy_timeout: BUSY_TIMEOUT_MS,
  journal_mode: "wal",
  synchronous: 2,
  foreign_keys: 1,
  // What was deleted is overwritten, so that it is not in the file, nor in a copy of it.
  secure_delete: 1,
} as const;
