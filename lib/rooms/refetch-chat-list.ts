import { byActivity, type ListPosition } from "./chat-list.ts";
import { ROOMS_PAGE_MAX, type Room, type RoomsPage } from "./schema.ts";

/** The number of requests for single rooms that run at the same time. */
const SINGLE_ROOMS_CONCURRENCY = 6;
/**
 * Up to this many rooms below the last page are fetched one by one, because a page would add rooms to which nobody has
 * scrolled.
 */
const SINGLE_ROOMS_MAX = 24;

export type RoomsSource = {
  /** Fetches one page of the viewer's rooms after the cursor `after`. */
  page: (after: string | null, limit?: number) => Promise<RoomsPage>;
  /** Fetches one room; null when the viewer cannot see it. */
  room: (id: string) => Promise<Room | null>;
};

export type RefetchedRooms = {
  rooms: Room[];
  /** The position at which the pages end; null when there are no more. */
  end: ListPosition | null;
  /** The listed rooms that the viewer is no longer in. */
  lost: string[];
};

/**
 * Fetches the first page again, and the listed rooms below it, with as few others as possible: a room that rises to the
 * top pushes another out of the first page, and the list must not grow by a page each time.
 */
export async function refetchChatList(listed: readonly Room[], source: RoomsSource): Promise<RefetchedRooms> {
  let { rooms, next } = await source.page(null);
  const told = new Set(rooms.map((room) => room.id));
  const below = listed.filter((room) => !told.has(room.id) && isBelow(room, next));
  const missingRooms = () => below.filter((room) => !told.has(room.id));
  // The rooms that were pushed out are together below the first page, so one page of their number contains them.
  let limit = Math.min(below.length, ROOMS_PAGE_MAX);
  while (missingRooms().filter((room) => isBelow(room, next)).length > SINGLE_ROOMS_MAX) {
    const page = await source.page(next, limit);
    for (const room of page.rooms) told.add(room.id);
    rooms = [...rooms, ...page.rooms];
    next = page.next;
    limit = ROOMS_PAGE_MAX;
  }
  // Rooms above the end of the pages are fetched too: one may have risen to an earlier page meanwhile.
  const ids = missingRooms().map((room) => room.id);
  const single = await fetchEachRoom(ids, source.room);
  const found = single.filter((room) => room !== null);
  const lost = ids.filter((_, at) => single[at] === null);
  return { rooms: [...rooms, ...found], end: next === null ? null : parseCursor(next), lost };
}

/** Calls `ask` for each id, a few at a time. Returns the answers in the order of `ids`. */
export async function fetchEachRoom<T>(ids: readonly string[], ask: (id: string) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (let at = 0; at < ids.length; at += SINGLE_ROOMS_CONCURRENCY)
    answers.push(...(await Promise.all(ids.slice(at, at + SINGLE_ROOMS_CONCURRENCY).map(ask))));
  return answers;
}

function isBelow(room: ListPosition, next: string | null): boolean {
  return next !== null && byActivity(room, parseCursor(next)) > 0;
}

/** The cursor `next` is the position at which a page ends. */
function parseCursor(next: string): ListPosition {
  const [lastActivityAt = "", id = ""] = next.split("~");
  return { lastActivityAt, id };
}
