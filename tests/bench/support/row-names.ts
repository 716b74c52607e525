/** The names of rows that several files use. */
export const PARLEY = "Parley";
export const BARE = "bare ws";
export const BARE_DURABLE = "bare ws, one durable insert";
export const BARE_GROUPED = "bare ws, durable, group commit";
export const SOKETI = "Soketi";
export const EJABBERD = "ejabberd, archive in SQLite";
export const NOTHING = "POST that does nothing";
export const ON_POSTGRESQL = "Parley on PostgreSQL";
export const ONE_INSTANCE = "one Parley behind nginx";
export const TWO_INSTANCES = "two Parley behind nginx";
/** What follows the name where each Parley may use a share of one processor only. */
export const HELD = ", each held to a share";
/** … where each sender writes in another room, and nobody listens. */
export const IN_ROOMS = ", a room for each sender";
/** The rows about single requests. */
export const PAGE_OF_MESSAGES = "a page of 50 messages";
export const LIST = "the chat list of 17";
export const ROOM_PAGE = "a room's page";
export const LOGIN_PAGE = "the log-in page";
/** The row about memory after use. */
export const AFTER_TWENTY = "after twenty people";
/** The rows about functions. */
export const COLD = "fresh process";
export const WARM = "process that is there";
