import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { sql } from "../db/doors.ts";
import { sqlContains } from "../db/sql.ts";
import { bestOf, RANKED_MAX, rankName } from "../ranking.ts";
import { foldForSearch, foldName } from "../text.ts";
import type { OpenRoomsQuery } from "./input-schema.ts";
import { getRooms } from "./queries.ts";
import type { Room } from "./schema.ts";

/** Finds open rooms that the viewer could join and whose names match the query or nearly do, the best first. */
export async function findOpenRooms(viewer: Viewer, { q, limit }: OpenRoomsQuery): Promise<Room[]> {
  const wanted = foldForSearch(q.trim());
  if (wanted === "") return [];
  const rows = await sql.all<{ id: string; name: string }>`
    SELECT r."id", r."name" FROM "Room" r
    WHERE r."kind" = 'OPEN' AND r."archivedAt" IS NULL
      AND NOT EXISTS (SELECT 1 FROM "Membership" m WHERE m."roomId" = r."id" AND m."userId" = ${viewer.id})
    ORDER BY CASE WHEN r."openNameKey" ${sqlContains(foldName(q.trim()))} THEN 0 ELSE 1 END, r."lastActivityAt" DESC, r."id"
    LIMIT ${RANKED_MAX}`;
  const best = bestOf(rows, ({ name }) => rankName(foldForSearch(name), wanted), limit);
  return getRooms(
    viewer,
    best.map(({ id }) => id),
  );
}
