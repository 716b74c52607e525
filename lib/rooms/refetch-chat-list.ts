import { byActivity, type Place } from "./chat-list.ts";
import { ROOMS_PAGE_MAX, type Room, type RoomsPage } from "./schema.ts";

/** Requests for single rooms that run at the same time. */
const SINGLE_ROOMS_CONCURRENCY = 6;
/** Up to so many rooms below the last page are asked for one by one: a page would bring rooms that nobody has scrolled to. */
const SINGLE_ROOMS_MAX = 24;

export type RoomsSource = {
  /** One page of the viewer's rooms, from `after` on. */
  page: (after: string | null, limit?: number) => Promise<RoomsPage>;
  /** One room; null when the viewer cannot see it. */
  room: (id: string) => Promise<Room | null>;
};

export type RefetchedRooms = {
  rooms: Room[];
  /** Where the pages end; null when there are no more. */
  end: Place | null;
  /** Listed rooms that the viewer is no longer in. */
  lost: string[];
};

/**
 * Asks anew for the first page and for the listed rooms that stand below it, and for as few others as can be: a room that
 * rises to the top pushes another one out of the first page, and the list must not grow by a page each time.
 */
export async function refetchChatList(listed: readonly Room[], source: RoomsSource): Promise<RefetchedRooms> {
  let { rooms, next } = await source.page(null);
  const told = new Set(rooms.map((room) => room.id));
  const below = listed.filter((room) => !told.has(room.id) && isBelow(room, next));
  const untold = () => below.filter((room) => !told.has(room.id));
  // The rooms that were pushed out stand together under the first page, so one page of their number has them.
  let limit = Math.min(below.length, ROOMS_PAGE_MAX);
  while (untold().filter((room) => isBelow(room, next)).length > SINGLE_ROOMS_MAX) {
    const page = await source.page(next, limit);
    for (const room of page.rooms) told.add(room.id);
    rooms = [...rooms, ...page.rooms];
    next = page.next;
    limit = ROOMS_PAGE_MAX;
  }
  // Also those above the end of the pages: while these came, a room may have risen from one into an earlier one.
  const ids = untold().map((room) => room.id);
  const single = await askForRooms(ids, source.room);
  const found = single.filter((room) => room !== null);
  const lost = ids.filter((_, at) => single[at] === null);
  return { rooms: [...rooms, ...found], end: next === null ? null : placeOf(next), lost };
}

/** What `ask` answers for each of `ids`, in their order, a few at a time. */
export async function askForRooms<T>(ids: readonly string[], ask: (id: string) => Promise<T>): Promise<T[]> {
  const answers: T[] = [];
  for (let at = 0; at < ids.length; at += SINGLE_ROOMS_CONCURRENCY)
    answers.push(...(await Promise.all(ids.slice(at, at + SINGLE_ROOMS_CONCURRENCY).map(ask))));
  return answers;
}

function isBelow(room: Place, next: string | null): boolean {
  return next !== null && byActivity(room, placeOf(next)) > 0;
}

/** A page's `next` is where it ends. */
function placeOf(next: string): Place {
  const [lastActivityAt = "", id = ""] = next.split("~");
  return { lastActivityAt, id };
}
