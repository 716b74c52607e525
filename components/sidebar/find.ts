import type { Room } from "@/lib/rooms/schema";
import { foldForSearch } from "@/lib/text";
import type { User } from "@/lib/users/schema";
import { titleOf } from "./preview";

export const folded = foldForSearch;

/** Chats whose name, or one of whose people, has a word that begins with what is typed; the name's beginning first. */
export function findChats(chats: readonly Room[], query: string, viewerId: string): Room[] {
  const wanted = folded(query.trim());
  if (wanted === "") return [...chats];
  const ranked = chats.flatMap((room) => {
    const rank = rankOf(folded(titleOf(room, viewerId)), room, wanted);
    return rank === 0 ? [] : [{ room, rank }];
  });
  return ranked.sort((a, b) => b.rank - a.rank).map(({ room }) => room);
}

function rankOf(title: string, room: Room, wanted: string): number {
  if (title.startsWith(wanted)) return 3;
  if (title.split(/[\s,._-]+/u).some((word) => word.startsWith(wanted))) return 2;
  const names = room.people.map((person) => folded(person.username));
  if (names.some((name) => name.startsWith(wanted.replace(/^@/, "")))) return 2;
  return title.includes(wanted) ? 1 : 0;
}

/** Of the people found, those whom no chat of two in the list stands for. */
export function withoutChat(people: readonly User[], chats: readonly Room[]): User[] {
  const listed = new Set(
    chats.flatMap((room) => (room.kind === "DIRECT" && room.people.length === 1 ? room.people.map((p) => p.id) : [])),
  );
  return people.filter((person) => !listed.has(person.id));
}
