import type { MemberSettings } from "./member-settings.ts";
import type { Room } from "./schema.ts";

/** What may interrupt somebody: a message that calls them, or any other. */
export type Cause = "message" | "mention";

/**
 * Whether something in a room may interrupt its member: count in the title, be announced, make a sound. The level says what;
 * a muted room is, meanwhile, at most at the level of mentions.
 */
export function interrupts({ level, mutedUntil }: Pick<MemberSettings, "level" | "mutedUntil">, cause: Cause): boolean {
  if (level === "NOTHING") return false;
  return cause === "mention" || (level === "EVERYTHING" && mutedUntil === null);
}

export const isMuted = ({ settings }: Pick<Room, "settings">): boolean => settings.mutedUntil !== null;

type Seen = Pick<Room, "settings" | "unread" | "mentioned" | "addedBy" | "archivedAt">;

/** Whether a room is bold in lists, and among the unread ones. A muted room is never bold. */
export function isBold(room: Seen): boolean {
  return !isMuted(room) && (room.unread > 0 || room.addedBy !== null);
}

/**
 * Whether a room is among the unread ones: what is bold, and a muted room in which the viewer is mentioned. An archived one
 * counts nowhere.
 */
export function isUnread(room: Seen): boolean {
  if (room.archivedAt !== null) return false;
  return isBold(room) || (room.mentioned && interrupts(room.settings, "mention"));
}

/** What a room adds to the number of unread messages of all rooms together, as in the title. */
export function unreadTotal(room: Seen): number {
  if (room.archivedAt !== null) return 0;
  if (interrupts(room.settings, "message")) return room.unread;
  return room.mentioned && interrupts(room.settings, "mention") ? 1 : 0;
}
