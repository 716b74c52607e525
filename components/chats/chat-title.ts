import { noticeText } from "@/lib/messages/notice-text";
import type { Room } from "@/lib/rooms/schema";

/** How a chat is called in lists and headers. */
export function titleOf(room: Pick<Room, "kind" | "name" | "people" | "isGroup">, viewerId: string): string {
  if (room.kind !== "DIRECT") return room.name;
  const [only] = room.people;
  const isAlone = room.people.length === 1 && only?.id === viewerId;
  if (isAlone) return room.isGroup ? "Everybody else has left" : `${only.displayName} (you)`;
  return room.name || "Direct chat";
}

/** Whether a direct chat is between the viewer and one other person, whose presence then is the chat's. */
export function counterpartOf(room: Pick<Room, "kind" | "people">, viewerId: string) {
  const [only] = room.people;
  return room.kind === "DIRECT" && room.people.length === 1 && only?.id !== viewerId ? only : undefined;
}

/** The last message in one line: `by` is who wrote it, where that is not clear from the chat. */
export function previewOf(room: Room, viewerId: string): { by: string; text: string; isNotice: boolean } | null {
  const last = room.lastMessage;
  // Until there is something to read, that is the news.
  if (room.addedBy && room.unread === 0)
    return { by: "", text: `${room.addedBy.displayName} added you`, isNotice: false };
  if (!last) return null;
  const isMine = last.author.id === viewerId;
  const name = isMine ? "You" : last.author.displayName;
  const deed = last.system ? noticeText(last.system, viewerId) : last.body;
  if (last.kind === "SYSTEM") return { by: "", text: `${name} ${deed}`, isNotice: true };
  const isClear = !isMine && counterpartOf(room, viewerId) !== undefined;
  const by = isClear || (isMine && isSelf(room, viewerId)) ? "" : `${name}: `;
  if (last.deletedAt !== null) return { by, text: "Message deleted", isNotice: true };
  return { by, text: last.body || last.shared, isNotice: false };
}

function isSelf(room: Room, viewerId: string): boolean {
  return room.kind === "DIRECT" && !room.isGroup && room.people.length === 1 && room.people[0]?.id === viewerId;
}
