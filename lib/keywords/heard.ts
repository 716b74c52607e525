import "server-only";
import { type SqlPiece, sqlPart } from "../db/sql.ts";
import { isMutedNow } from "../members/muted-now.ts";

/** Whether a member, called m, wants to hear of keywords in the room: not where nothing is to interrupt them, nor while it is muted. */
export const isHeard = (now = new Date()): SqlPiece => sqlPart`m."level" <> 'NOTHING' AND NOT ${isMutedNow(now)}`;
