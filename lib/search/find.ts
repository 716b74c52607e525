import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, sql } from "../db/doors.ts";
import { queryInParts } from "../db/query-in-parts.ts";
import { bestOf, RANKED_MAX, rankName } from "../ranking.ts";
import { findOpenRooms } from "../rooms/find-open-rooms.ts";
import { getRooms } from "../rooms/queries.ts";
import type { Room } from "../rooms/schema.ts";
import { foldForSearch } from "../text.ts";
import { toUser, userSelect } from "../users/rows.ts";
import type { User } from "../users/schema.ts";
import { nameContains } from "../users/search.ts";
import type { FindPage, FindQuery } from "./schema.ts";

/**
 * Finds people and rooms by name, the viewer's rooms and those they could join: equal names first, then by the beginning, the
 * beginning of a word, inside of one, and nearly. A leading @ or # of the query is left out.
 */
export async function findByName(viewer: Viewer, { q, limit }: FindQuery): Promise<FindPage> {
  const text = q.trim().replace(/^[@#]/, "");
  const wanted = foldForSearch(text);
  if (wanted === "") return { people: [], rooms: [] };
  const [people, own, open] = await Promise.all([
    findPeople(text, wanted, limit),
    findOwnRooms(viewer, wanted, limit),
    findOpenRooms(viewer, { q: text, limit }),
  ]);
  const rooms = bestOf([...own, ...open], ({ name }) => rankName(foldForSearch(name), wanted), limit);
  return { people, rooms };
}

type Named = { id: string; username: string; displayName: string };

async function findPeople(text: string, wanted: string, limit: number): Promise<User[]> {
  const rows = await sql.all<Named>`
    SELECT "id", "username", "displayName" FROM "User" WHERE "disabledAt" IS NULL AND "deletedAt" IS NULL
    ORDER BY CASE WHEN ${nameContains(text)} THEN 0 ELSE 1 END, "displayName", "id" LIMIT ${RANKED_MAX}`;
  const rank = (one: Named) =>
    Math.max(rankName(foldForSearch(one.username), wanted), rankName(foldForSearch(one.displayName), wanted));
  const ids = bestOf(rows, rank, limit).map(({ id }) => id);
  const people = await queryInParts(ids, (part) =>
    db().user.findMany({ where: { id: { in: part } }, select: userSelect }),
  );
  const byId = new Map(people.map((row) => [row.id, toUser(row)]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Direct chats have no names of their own: one finds their people. */
async function findOwnRooms(viewer: Viewer, wanted: string, limit: number): Promise<Room[]> {
  const rows = await sql.all<{ id: string; name: string }>`
    SELECT r."id", r."name" FROM "Membership" m JOIN "Room" r ON r."id" = m."roomId"
    WHERE m."userId" = ${viewer.id} AND r."kind" <> 'DIRECT' ORDER BY r."lastActivityAt" DESC, r."id"`;
  const found = bestOf(rows, ({ name }) => rankName(foldForSearch(name), wanted), limit);
  return getRooms(
    viewer,
    found.map(({ id }) => id),
  );
}
