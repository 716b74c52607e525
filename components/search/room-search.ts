/** The name in a room's address of the search from which it was opened: `/rooms/x?m=5&find=tea`. */
const FIND = "find";

/** What the search bar of a room begins with: a query, and the message at which the room was opened. */
export type RoomSearch = { query: string; seq?: number };

let listener: ((search: RoomSearch) => void) | null = null;

/** Opens the search bar of the room on screen. Does nothing until its code has loaded, and where no room is. */
export function openRoomSearch(query = ""): void {
  listener?.({ query });
}

export function onOpenRoomSearch(open: (search: RoomSearch) => void): () => void {
  listener = open;
  return () => {
    if (listener === open) listener = null;
  };
}

/** The address of a hit: its room around it, with the search bar open. */
export function hitAddress({ roomId, seq }: { roomId: string; seq: number }, query: string): string {
  return `/rooms/${roomId}?${new URLSearchParams({ m: String(seq), [FIND]: query })}`;
}

/** The search of an address, or null where it has none. */
export function roomSearchOf(address: string): RoomSearch | null {
  const { searchParams } = new URL(address);
  const query = searchParams.get(FIND);
  if (!query) return null;
  const seq = Number(searchParams.get("m"));
  return Number.isInteger(seq) && seq > 0 ? { query, seq } : { query };
}

/** The address without its search. */
export function withoutRoomSearch(address: string): string {
  const url = new URL(address);
  url.searchParams.delete(FIND);
  return url.href;
}
