/** A statement waits at most this long for a lock held by another process (a backup, a second Parley). */
export const BUSY_TIMEOUT_MS = 5000;
/**
 * Prisma waits longer for a transaction to begin than SQLite waits for its lock, because SQLite's error tells better
 * what is wrong.
 */
export const BEGIN_TIMEOUT_MS = BUSY_TIMEOUT_MS + 2_000;

/**
 * The pragmas on which durability rests. Their order matters: setting the journal mode may have to wait for another
 * process's lock.
 */
export const REQUIRED_PRAGMAS = {
  busy_timeout: BUSY_TIMEOUT_MS,
  journal_mode: "wal",
  synchronous: 2,
  foreign_keys: 1,
  // Deleted text is overwritten, so that it is neither in the file nor in a copy of it.
  secure_delete: 1,
} as const;
