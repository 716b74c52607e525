/** The names of rows that several files use. */
export const PARLEY = "Parley";
export const BARE = "bare ws";
export const BARE_DURABLE = "bare ws, one durable insert";
export const SOKETI = "Soketi";
export const NOTHING = "POST that does nothing";
export const ON_POSTGRESQL = "Parley on PostgreSQL";
export const ONE_INSTANCE = "one Parley behind nginx";
export const TWO_INSTANCES = "two Parley behind nginx";
