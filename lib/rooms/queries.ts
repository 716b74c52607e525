import "server-only";
import type { Membership } from "../../prisma/generated/client.ts";
import { accessVisibleRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, sql } from "../db/doors.ts";
import { sqlList, sqlPart } from "../db/sql.ts";
import { findMessageRows } from "../messages/find-rows.ts";
import { loadMessages } from "../messages/load-messages.ts";
import { AUTHOR_COLUMNS } from "../users/load-authors.ts";
import { authorSelect, toAuthor } from "../users/rows.ts";
import type { Author } from "../users/schema.ts";
import { findFavouriteAndUnreadRooms, findRoomsPage } from "./chat-list-pages.ts";
import type { RoomsQuery } from "./input-schema.ts";
import { loadRoomCounts } from "./room-counts.ts";
import { toRoom } from "./rows.ts";
import type { Room, RoomsPage } from "./schema.ts";

/**
 * Lists one page of rooms, newest activity first: those the viewer is in (`joined`), every open room (`open`), or both
 * (`all`). The first page of `joined` also has the favourites and the rooms with something unread further down. The number of queries does
 * not depend on the number of rooms.
 */
export async function listRooms(viewer: Viewer, { scope, limit, after }: RoomsQuery): Promise<RoomsPage> {
  const { page, next } = await findRoomsPage(viewer, scope, limit, after);
  const isFirst = scope === "joined" && after === undefined;
  const beyond = isFirst && next !== null ? await loadBeyond(viewer, new Set(page.map((room) => room.id))) : [];
  return { rooms: await assemble(viewer, [...page, ...beyond]), next };
}

async function loadBeyond(viewer: Viewer, told: ReadonlySet<string>): Promise<RoomRow[]> {
  return loadVisible(
    viewer,
    (await findFavouriteAndUnreadRooms(viewer)).filter((id) => !told.has(id)),
  );
}

/** Loads those of the rooms that are there and that the viewer may see (see `accessVisibleRoom`), in this order. */
async function loadVisible(viewer: Viewer, ids: readonly string[]): Promise<RoomRow[]> {
  if (ids.length === 0) return [];
  const rows = await sql.all<RoomRow>`
    SELECT r.* FROM "Room" r WHERE r."id" IN ${sqlList(ids)} AND (r."kind" = 'OPEN' OR EXISTS (
      SELECT 1 FROM "Membership" m WHERE m."roomId" = r."id" AND m."userId" = ${viewer.id}))`;
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** Returns a room as the viewer sees it; an open room also before joining. Throws `not_found` otherwise. */
export async function getRoom(viewer: Viewer, roomId: string): Promise<Room> {
  const { room } = await accessVisibleRoom(viewer, roomId);
  const [seen] = await assemble(viewer, [room]);
  return seen as Room;
}

/**
 * Returns rooms as the viewer sees them, in this order; those that are gone, or that the viewer may not see, are left out. The
 * number of queries does not depend on the number of rooms.
 */
export async function getRooms(viewer: Viewer, roomIds: readonly string[]): Promise<Room[]> {
  const rooms = await loadVisible(viewer, roomIds);
  return rooms.length > 0 ? assemble(viewer, rooms) : [];
}

type RoomRow = Awaited<ReturnType<typeof accessVisibleRoom>>["room"];

async function assemble(viewer: Viewer, rooms: RoomRow[]): Promise<Room[]> {
  const ids = rooms.map((room) => room.id);
  const direct = rooms.filter((room) => room.kind === "DIRECT").map((room) => room.id);
  const [memberships, counts, last, people] = await Promise.all([
    loadMemberships(viewer, ids),
    loadRoomCounts(viewer.id, ids),
    loadLastMessages(ids),
    loadPeople(viewer, direct),
  ]);
  const adders = await loadAdders([...memberships.values()].flatMap(({ addedById }) => addedById ?? []));
  return rooms.map((room) => {
    const membership = memberships.get(room.id) ?? null;
    return toRoom({
      room,
      membership,
      memberCount: counts.get(room.id)?.memberCount ?? 0,
      unread: counts.get(room.id)?.unread ?? 0,
      mentioned: counts.get(room.id)?.mentioned ?? false,
      addedBy: adders.get(membership?.addedById ?? "") ?? null,
      last: membership ? (last.get(room.id) ?? null) : null,
      people: people.get(room.id) ?? [],
    });
  });
}

async function loadMemberships(viewer: Viewer, roomIds: string[]) {
  const rows = await sql.all<Membership>`
    SELECT m.* FROM "Membership" m WHERE m."userId" = ${viewer.id} AND m."roomId" IN ${sqlList(roomIds)}`;
  return new Map(rows.map((row) => [row.roomId, row]));
}

/** Loads the people who added the viewer to rooms that the viewer has not opened yet. */
async function loadAdders(ids: string[]): Promise<Map<string, Author>> {
  if (ids.length === 0) return new Map();
  const rows = await db().user.findMany({ where: { id: { in: [...new Set(ids)] } }, select: authorSelect });
  return new Map(rows.map((row) => [row.id, toAuthor(row)]));
}

/** Loads the newest message that is drawn in each room, by an index lookup per room. */
async function loadLastMessages(roomIds: string[]) {
  const newest = await sql.all<{ id: string | null }>`
    SELECT (SELECT m."id" FROM "Message" m WHERE m."roomId" = r."id" AND m."inRoom" = TRUE
      ORDER BY m."seq" DESC LIMIT 1) AS "id"
    FROM "Room" r WHERE r."id" IN ${sqlList(roomIds)}`;
  const ids = newest.flatMap((row) => row.id ?? []);
  const rows = await findMessageRows(sqlPart`m."id" IN ${sqlList(ids)}`, sqlPart`m."seq"`, ids.length);
  return new Map((await loadMessages(rows)).map((message) => [message.roomId, message]));
}

/** Loads the other people of direct chats, by name; for a chat with oneself, the viewer. */
export async function loadPeople(viewer: Viewer, roomIds: string[]) {
  if (roomIds.length === 0) return new Map<string, Author[]>();
  const rows = await sql.all<Author & { roomId: string }>`
    SELECT m."roomId", ${AUTHOR_COLUMNS} FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
    WHERE m."roomId" IN ${sqlList(roomIds)} ORDER BY u."displayName"`;
  const people = new Map<string, Author[]>(roomIds.map((id) => [id, []]));
  for (const row of rows) people.get(row.roomId)?.push(toAuthor(row));
  // The viewer is left out, except in a chat with oneself.
  for (const [id, members] of people) {
    if (members.length > 1)
      people.set(
        id,
        members.filter((person) => person.id !== viewer.id),
      );
  }
  return people;
}
