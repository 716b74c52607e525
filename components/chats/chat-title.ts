import { DELETED_TEXT } from "@/lib/messages/deleted-text";
import { noticeText } from "@/lib/messages/notice-sentences";
import type { Room } from "@/lib/rooms/schema";

/** The name of a chat in lists and headers. */
export function titleOf(room: Pick<Room, "kind" | "name" | "people" | "isGroup">, viewerId: string): string {
  if (room.kind !== "DIRECT") return room.name;
  const [only] = room.people;
  const isAlone = room.people.length === 1 && only?.id === viewerId;
  if (isAlone) return room.isGroup ? "Everybody else has left" : `${only.displayName} (you)`;
  return room.name || "Direct chat";
}

/** The other person of a direct chat of two, whose presence is shown as the chat's. Undefined for all other chats. */
export function counterpartOf(room: Pick<Room, "kind" | "people">, viewerId: string) {
  const [only] = room.people;
  return room.kind === "DIRECT" && room.people.length === 1 && only?.id !== viewerId ? only : undefined;
}

/** The last message as one line. `by` is its author, or empty where the chat makes that clear. */
export function previewOf(room: Room, viewerId: string): { by: string; text: string; isNotice: boolean } | null {
  const last = room.lastMessage;
  // As long as nobody has written since, the line says who added the viewer.
  if (room.addedBy && room.unread === 0)
    return { by: "", text: `${room.addedBy.displayName} added you`, isNotice: false };
  if (!last) return null;
  const isMine = last.author.id === viewerId;
  const name = isMine ? "You" : last.author.displayName;
  const deed = last.system ? noticeText(last.system, viewerId) : last.body;
  if (last.kind === "SYSTEM") return { by: "", text: `${name} ${deed}`, isNotice: true };
  const isClear = !isMine && counterpartOf(room, viewerId) !== undefined;
  const by = isClear || (isMine && isSelf(room, viewerId)) ? "" : `${name}: `;
  if (last.deletedAt !== null) return { by, text: DELETED_TEXT.chatList, isNotice: true };
  return { by, text: last.body || last.shared, isNotice: false };
}

function isSelf(room: Room, viewerId: string): boolean {
  return room.kind === "DIRECT" && !room.isGroup && room.people.length === 1 && room.people[0]?.id === viewerId;
}
