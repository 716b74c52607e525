import { addressOf } from "@/lib/messages/address";

/** The name in a room's address of the search from which it was opened: `/rooms/x?m=5&find=tea`. */
const FIND = "find";

/** What the search bar of a room begins with: a query, and the message at which the room was opened. */
export type RoomSearch = { query: string; seq?: number };

/** What opens the bar, as its button, its key and the list of shortcuts name it. The key goes with Ctrl or ⌘. */
export const ROOM_SEARCH = { letter: "f", does: "Search in this room" };

let listener: ((search: RoomSearch) => void) | null = null;
let asked: { roomId: string; search: RoomSearch } | null = null;

/** Opens the search bar of the room on screen. Before its code has loaded only a caller who knows the room is heard. */
export function openRoomSearch(query = "", roomId?: string): void {
  if (listener) listener({ query });
  else if (roomId) asked = { roomId, search: { query } };
}

export function onOpenRoomSearch(open: (search: RoomSearch) => void, roomId?: string): () => void {
  listener = open;
  if (asked && asked.roomId === roomId) open(asked.search);
  asked = null;
  return () => {
    if (listener === open) listener = null;
  };
}

/** The address of a hit: its room or thread around it, with the search bar open. */
export function hitAddress(message: Parameters<typeof addressOf>[0], query: string): string {
  return `${addressOf(message)}&${new URLSearchParams({ [FIND]: query })}`;
}

/** The search of an address, or null where it has none. */
export function roomSearchOf(address: string): RoomSearch | null {
  const { searchParams } = new URL(address);
  const query = searchParams.get(FIND);
  if (!query) return null;
  const seq = Number(searchParams.get("m") ?? searchParams.get("message"));
  return Number.isInteger(seq) && seq > 0 ? { query, seq } : { query };
}

/** The address without its search. */
export function withoutRoomSearch(address: string): string {
  const url = new URL(address);
  url.searchParams.delete(FIND);
  return url.href;
}
