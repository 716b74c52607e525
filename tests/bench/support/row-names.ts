/** The names of rows that several files use. */
export const PARLEY = "Parley";
export const BARE = "bare ws";
export const BARE_DURABLE = "bare ws, one durable insert";
export const SOKETI = "Soketi";
export const NOTHING = "POST that does nothing";
