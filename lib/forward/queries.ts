import "server-only";
import { accessMessage, accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { sql } from "../db/doors.ts";
import type { ForwardReach } from "./input-schema.ts";

/** Tells who would read a message that cannot read it where it is, before it is forwarded. Throws `not_found` to outsiders of either room. */
export async function getForwardReach(viewer: Viewer, messageId: string, roomId: string): Promise<ForwardReach> {
  const { room: from } = await accessMessage(viewer, messageId);
  const { room: to } = await accessRoom(viewer, roomId);
  const known = { from: from.kind, to: to.kind };
  // Everybody may read what is in an open room.
  if (from.kind === "OPEN" || from.id === to.id) return { ...known, outsiders: 0 };
  const [row] = await sql.all<{ outsiders: number }>`
    SELECT COUNT(*) AS "outsiders" FROM "Membership" m WHERE m."roomId" = ${to.id} AND NOT EXISTS (
      SELECT 1 FROM "Membership" s WHERE s."roomId" = ${from.id} AND s."userId" = m."userId")`;
  return { ...known, outsiders: Number(row?.outsiders ?? 0) };
}
