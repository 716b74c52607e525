import type { Room } from "@/lib/rooms/schema";
import { foldForSearch } from "@/lib/text";

/** How a query names a room: by its name, or by its id where that is not the only one of the name, or has quotation marks. */
export function roomValue(room: Pick<Room, "id" | "name">, rooms: readonly Pick<Room, "id" | "name">[]): string {
  const name = foldForSearch(room.name);
  const isOnly = rooms.every((one) => one.id === room.id || foldForSearch(one.name) !== name);
  return isOnly && !/["“”„«»]/u.test(room.name) ? room.name : room.id;
}
