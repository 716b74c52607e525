import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { sql } from "../db/doors.ts";
import { sqlList } from "../db/sql.ts";
import { directName } from "../rooms/direct-name.ts";
import { loadPeople } from "../rooms/queries.ts";
import type { Hit } from "./schema.ts";

/** A room of the viewer's, as search needs it. `number` is its own in the index, or 0 while nothing of it can be there. */
export type SearchRoom = {
  id: string;
  number: number;
  kind: Hit["room"]["kind"];
  /** "" in a direct chat. */
  name: string;
  seq: number;
  todo: number;
  lastReadSeq: number;
  lastActivityAt: Date;
};

/** The rooms that the viewer is in at this moment, the latest activity first. */
export async function loadSearchRooms(viewer: Viewer): Promise<SearchRoom[]> {
  return sql.all<SearchRoom>`
    SELECT r."id", COALESCE(s."number", 0) AS "number", r."kind", r."name", r."seq", COALESCE(s."todo", 0) AS "todo", m."lastReadSeq", r."lastActivityAt"
    FROM "Membership" m JOIN "Room" r ON r."id" = m."roomId" LEFT JOIN "SearchRoom" s ON s."roomId" = r."id"
    WHERE m."userId" = ${viewer.id} ORDER BY r."lastActivityAt" DESC, r."id"`;
}

/** Which of these rooms the viewer is in, asked again: somebody may have been removed while the search went on. */
export async function stillIn(viewer: Viewer, roomIds: readonly string[]): Promise<Set<string>> {
  const rows = await sql.all<{ roomId: string }>`
    SELECT "roomId" FROM "Membership" WHERE "userId" = ${viewer.id} AND "roomId" IN ${sqlList(roomIds)}`;
  return new Set(rows.map(({ roomId }) => roomId));
}

/** The rooms as hits name them: a direct chat by its other people. */
export async function nameRooms(viewer: Viewer, rooms: readonly SearchRoom[]): Promise<Map<string, Hit["room"]>> {
  const direct = rooms.filter(({ kind }) => kind === "DIRECT").map(({ id }) => id);
  const people = direct.length > 0 ? await loadPeople(viewer, direct) : new Map();
  return new Map(
    rooms.map(({ id, kind, name }) => [
      id,
      { id, kind, name: kind === "DIRECT" ? directName(people.get(id) ?? []) : name },
    ]),
  );
}
