/** Connections of one process for each of the two doors. */
export const POOL_MAX = 10;
/** How long a connection may take to be made, or to become free. */
export const CONNECT_TIMEOUT_MS = 5_000;
/** A transaction of Prisma's that takes longer is rolled back. */
export const TRANSACTION_TIMEOUT_MS = 15_000;
