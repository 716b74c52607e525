import type { Message } from "../messages/schema.ts";
import type { Room } from "../rooms/schema.ts";
import { foldName } from "../text.ts";
import type { Author } from "../users/schema.ts";
import { isHit } from "./accept.ts";
import { parseQuery, type Query, QueryError, wantedOf } from "./query.ts";
import { isSelf, narrowRooms, resolvePeople, roomsCalled, type Searcher } from "./resolve.ts";
import type { Hit } from "./schema.ts";
import { shownParts } from "./shown-parts.ts";
import { snippetOf } from "./snippet.ts";

/** Messages of one of the viewer's rooms that a browser holds, each in its newest state. */
export type HeldRoom = { room: Room; messages: readonly Message[] };

/**
 * Finds among messages that a browser holds what the server's search would find among them, the newest first, at most `limit`.
 * A query that cannot be answered finds nothing here; the server says why. Work: linear in what is held.
 */
export function searchHeld(
  viewer: Searcher,
  q: string,
  held: readonly HeldRoom[],
  { now, zone, limit }: { now: number; zone: string; limit: number },
): Hit[] {
  const query = readQuery(q, now, zone);
  if (query.length === 0) return [];
  const idOf = idsByName(viewer, held);
  const clauses = resolvePeople(viewer, query, idOf);
  const rooms = narrowRooms(
    held.map(({ room }) => room),
    query,
    (clause) => {
      const all = held.map(({ room }) => room);
      return clause.type === "in" ? roomsCalled(all, clause.name) : chatsWith(viewer, all, idOf(clause.name));
    },
  );
  const searched = new Map(rooms.map((room) => [room.id, room]));
  const wanted = wantedOf(query);
  const hits: Hit[] = [];
  for (const { message, room } of newestFirst(held)) {
    if (hits.length === limit) break;
    if (!searched.has(room.id) || !isHit({ viewer, clauses }, message, room)) continue;
    const { id, kind, name } = room;
    hits.push({ message, room: { id, kind, name }, snippet: snippetOf(shownParts(message, wanted), wanted) });
  }
  return hits;
}

function readQuery(q: string, now: number, zone: string): Query {
  try {
    return parseQuery(q, { now, zone });
  } catch (error) {
    if (error instanceof QueryError) return [];
    throw error;
  }
}

/** Gives the id of whom a query names, among the people of whom the browser holds anything, or "". */
function idsByName(viewer: Searcher, held: readonly HeldRoom[]): (name: string) => string {
  let ids: Map<string, string> | undefined;
  const collect = () => {
    const people = held.flatMap(({ room, messages }): Author[] => [
      ...room.people,
      ...messages.map(({ author }) => author),
    ]);
    return new Map(people.map(({ id, username }) => [foldName(username), id]));
  };
  return (name) => {
    if (isSelf(name)) return viewer.id;
    ids ??= collect();
    return ids.get(foldName(name)) ?? "";
  };
}

/** The direct chats in which somebody is; with oneself, the chat that nobody else is in. */
function chatsWith(viewer: Searcher, rooms: readonly Room[], userId: string): string[] {
  const others = (room: Room) => room.people.filter(({ id }) => id !== viewer.id);
  const isWith = (room: Room) =>
    userId === viewer.id ? others(room).length === 0 : others(room).some(({ id }) => id === userId);
  return rooms.filter((room) => room.kind === "DIRECT" && isWith(room)).map(({ id }) => id);
}

function newestFirst(held: readonly HeldRoom[]): { message: Message; room: Room }[] {
  const all = held.flatMap(({ room, messages }) => messages.map((message) => ({ message, room })));
  return all.sort((a, b) => byTime(a.message, b.message));
}

/** The order of hits: the newest first, and within a room by the order of its messages. */
export function byTime(a: Message, b: Message): number {
  if (a.createdAt !== b.createdAt) return a.createdAt < b.createdAt ? 1 : -1;
  return a.roomId === b.roomId ? b.seq - a.seq : a.roomId < b.roomId ? -1 : 1;
}
