import type { MemberRole, Room } from "./schema.ts";

/** The person whose right is asked about. */
export type Actor = { id: string; role: "ADMIN" | "MEMBER" };
/** The room as the actor sees it. */
export type PolicyRoom = Pick<Room, "kind" | "joined" | "role" | "archivedAt" | "isDefault">;

const RANK: Record<MemberRole, number> = { MEMBER: 0, MODERATOR: 1, OWNER: 2 };

/**
 * Returns the actor's rank, or -1 for outsiders and in direct chats, which have no roles. An administrator ranks as
 * owner of the rooms that they are in.
 */
function rank(actor: Actor, room: PolicyRoom): number {
  if (!room.joined || room.role === null || room.kind === "DIRECT") return -1;
  return actor.role === "ADMIN" ? RANK.OWNER : RANK[room.role];
}

export function canPost(room: PolicyRoom): boolean {
  return room.joined && room.archivedAt === null;
}

export function canJoin(room: PolicyRoom): boolean {
  return room.kind === "OPEN" && !room.joined && room.archivedAt === null;
}

/** A chat of two cannot be left. That an owner hands over first is checked by the command. */
export function canLeave(room: Pick<Room, "kind" | "joined" | "isGroup">): boolean {
  return room.joined && (room.kind !== "DIRECT" || room.isGroup);
}

export function canRename(actor: Actor, room: PolicyRoom): boolean {
  return rank(actor, room) >= RANK.MODERATOR && room.archivedAt === null;
}

export function canChangeTopic(actor: Actor, room: PolicyRoom): boolean {
  return rank(actor, room) >= RANK.MODERATOR && room.archivedAt === null;
}

export function canArchive(actor: Actor, room: PolicyRoom): boolean {
  return rank(actor, room) >= RANK.OWNER && !room.isDefault;
}

/** The default room, which everyone joins, stays open. */
export function canConvert(actor: Actor, room: PolicyRoom): boolean {
  return rank(actor, room) >= RANK.OWNER && !room.isDefault && room.archivedAt === null;
}

export function canDelete(actor: Actor, room: PolicyRoom): boolean {
  return rank(actor, room) >= RANK.OWNER && !room.isDefault;
}

/** Any member may add people, also to a private room. */
export function canAddPeople(actor: Actor, room: PolicyRoom): boolean {
  return rank(actor, room) >= RANK.MEMBER && room.archivedAt === null;
}

/** Moderators may remove plain members, and owners everybody else. */
export function canRemove(actor: Actor, room: PolicyRoom, member: { userId: string; role: MemberRole }): boolean {
  const mine = rank(actor, room);
  if (member.userId === actor.id || mine < RANK.MODERATOR) return false;
  return mine === RANK.OWNER || mine > RANK[member.role];
}

export function canChangeRole(actor: Actor, room: PolicyRoom): boolean {
  return rank(actor, room) >= RANK.OWNER;
}

/** In direct chats, which have no roles, threads are as they are. */
export function canSetThreads(actor: Actor, room: PolicyRoom): boolean {
  return rank(actor, room) >= RANK.MODERATOR && room.archivedAt === null;
}

/** Whether the actor may delete other people's messages in the room. */
export function canModerate(actor: Actor, room: PolicyRoom): boolean {
  return rank(actor, room) >= RANK.MODERATOR;
}
