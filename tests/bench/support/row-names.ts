/** The names of rows that several files use. */
export const PARLEY = "Parley";
export const BARE = "bare ws";
export const BARE_DURABLE = "bare ws, one durable insert";
export const SOKETI = "Soketi";
export const NOTHING = "POST that does nothing";
export const ON_POSTGRESQL = "Parley on PostgreSQL";
export const ONE_INSTANCE = "one Parley behind nginx";
export const TWO_INSTANCES = "two Parley behind nginx";
/** What follows the name where each Parley may use a share of one processor only. */
export const HELD = ", each held to a share";
/** … where each sender writes in another room, and nobody listens. */
export const IN_ROOMS = ", a room for each sender";
/** The rows about functions. */
export const COLD = "fresh process";
export const WARM = "process that is there";
