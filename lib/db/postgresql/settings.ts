/** The most connections that one process opens for each of the two doors. */
export const POOL_MAX = 10;
/** The longest wait for a new connection, or for one of the pool to become free. */
export const CONNECT_TIMEOUT_MS = 5_000;
/** The longest wait for what another transaction has locked: as long as for SQLite's file (decision 012). */
export const LOCK_TIMEOUT_MS = 5_000;
/** A statement that gets no answer for this time ends its connection. */
export const STUCK_MS = 10_000;
/** PostgreSQL ends a transaction that waits for its process for this time: its locks would hold up everybody else. */
export const IDLE_IN_TRANSACTION_MS = 15_000;
/** A connection is made anew after this time. */
export const CONNECTION_MAX_SECONDS = 600;
/** A transaction of Prisma that takes longer is rolled back. */
export const TRANSACTION_TIMEOUT_MS = 15_000;
