import "server-only";
import { type SqlPiece, sqlPart } from "../db/sql.ts";

/** Whether a member, called m, has muted the room at this moment. */
export const isMutedNow = (now: Date): SqlPiece => sqlPart`(m."mutedUntil" IS NOT NULL AND m."mutedUntil" > ${now})`;
