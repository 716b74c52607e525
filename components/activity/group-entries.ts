import type { ActivityEntry } from "@/lib/activity/schema";

export type EntryGroup = { key: string; room: ActivityEntry["room"]; rootId: string | null; entries: ActivityEntry[] };

/** The entries by their conversation, a room or a thread, that of the newest first. */
export function groupByRoom(entries: readonly ActivityEntry[]): EntryGroup[] {
  const groups = new Map<string, EntryGroup>();
  for (const entry of entries) {
    const { room, rootId } = entry;
    const key = rootId ?? room.id;
    const group = groups.get(key) ?? { key, room, rootId, entries: [] };
    group.entries.push(entry);
    groups.set(key, group);
  }
  return [...groups.values()];
}

/** What somebody did, after their name. */
export function deedOf({ cause, emoji }: Pick<ActivityEntry, "cause" | "emoji">): string {
  if (cause === "REACTION") return `reacted ${emoji} to your message`;
  return DEEDS[cause];
}

const DEEDS = {
  REMINDER: "wrote what you wanted to be reminded of",
  MENTION: "mentioned you",
  REPLY: "replied to you",
  USER_GROUP: "mentioned a group you are in",
  GROUP: "mentioned everyone",
  KEYWORD: "wrote a keyword of yours",
  THREAD: "replied in a thread you follow",
  ADDED: "added you",
};

/** The address of the place: the message in its room or thread; of an adding the room. */
export function addressOf({
  cause,
  room,
  rootId,
  seq,
}: Pick<ActivityEntry, "cause" | "room" | "rootId" | "seq">): string {
  if (cause === "ADDED") return `/rooms/${room.id}`;
  return rootId === null ? `/rooms/${room.id}?m=${seq}` : `/rooms/${room.id}?thread=${rootId}&message=${seq}`;
}
