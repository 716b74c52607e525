import { rankName } from "@/lib/ranking";
import type { Room } from "@/lib/rooms/schema";
import { foldForSearch } from "@/lib/text";
import type { User } from "@/lib/users/schema";
import { titleOf } from "./chat-title";

/** The chats whose name, or the name of one of whose people, matches `query`, the best match first. */
export function findChats(chats: readonly Room[], query: string, viewerId: string): Room[] {
  const wanted = foldForSearch(query.trim());
  if (wanted === "") return [...chats];
  const ranked = chats.flatMap((room) => {
    const rank = rankChat(room, wanted, viewerId);
    return rank === 0 ? [] : [{ room, rank }];
  });
  return ranked.sort((a, b) => b.rank - a.rank).map(({ room }) => room);
}

/** How well a chat matches. A direct chat is also found by the display name and the username of each of its people. */
export function rankChat(room: Room, wanted: string, viewerId: string): number {
  const names = room.people.flatMap((person) => [foldForSearch(person.displayName), foldForSearch(person.username)]);
  const plain = wanted.replace(/^@/, "");
  return Math.max(
    rankName(foldForSearch(titleOf(room, viewerId)), wanted),
    ...(room.kind === "DIRECT" ? names.map((name) => rankName(name, plain)) : []),
  );
}

/** How well a person matches, by display name or username. */
export function rankPerson(person: Pick<User, "displayName" | "username">, wanted: string): number {
  const plain = wanted.replace(/^@/, "");
  return Math.max(rankName(foldForSearch(person.displayName), plain), rankName(foldForSearch(person.username), plain));
}

/** The people with whom the viewer has no direct chat of two in the list. */
export function withoutChat<T extends { id: string }>(people: readonly T[], chats: readonly Room[]): T[] {
  const listed = new Set(
    chats.flatMap((room) =>
      room.kind === "DIRECT" && !room.isGroup && room.people.length === 1 ? room.people.map((p) => p.id) : [],
    ),
  );
  return people.filter((person) => !listed.has(person.id));
}
