import { type Actor, canChangeRole, canModerate, type PolicyRoom } from "./policy.ts";
import type { Room } from "./schema.ts";

// Apart from lib/rooms/policy, of which every page loads all.

/** A mention of everybody that tells more people than these is asked about before it is sent. */
export const ASK_BEYOND = 50;

export const MAY_NOT_MENTION_ALL = "Only owners and moderators can mention everyone in this room.";

/** In direct chats, which have no roles, everybody may. */
export function canMentionAll(actor: Actor, room: PolicyRoom & Pick<Room, "mentionAll">): boolean {
  return room.mentionAll === "MEMBERS" || canModerate(actor, room);
}

/** Owners decide it, as they decide roles. */
export function canSetMentionAll(actor: Actor, room: PolicyRoom): boolean {
  return canChangeRole(actor, room) && room.archivedAt === null;
}
