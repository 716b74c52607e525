import { type Actor, canModerate, canPost, type PolicyRoom } from "../rooms/policy.ts";

type Target = { kind: "USER" | "SYSTEM"; deletedAt: Date | string | null; author: { id: string } };

/** Only a message that a person wrote can be changed, while its room is not archived and until it is deleted. */
function isAlive(room: PolicyRoom, message: Target): boolean {
  return message.kind === "USER" && message.deletedAt === null && canPost(room);
}

export function canEditMessage(actor: Actor, room: PolicyRoom, message: Target): boolean {
  return isAlive(room, message) && message.author.id === actor.id;
}

/** Every member who may write pins messages and takes pins away, also those of others. */
export function canPinMessage(room: PolicyRoom, message: Target): boolean {
  return isAlive(room, message);
}

/** Whoever can read a message passes it on, also out of an archived room. */
export function canForwardMessage(message: Omit<Target, "author">): boolean {
  return message.kind === "USER" && message.deletedAt === null;
}

/** Authors restore what they have deleted themselves, where they can write. For how long is told by `restorableUntil`. */
export function canRestoreMessage(actor: Actor, room: PolicyRoom, message: Omit<Target, "deletedAt">): boolean {
  return isAlive(room, { ...message, deletedAt: null }) && message.author.id === actor.id;
}

/** Authors delete their own messages also after leaving the room, moderators those of others. Nobody deletes in an archived room. */
export function canDeleteMessage(actor: Actor, room: PolicyRoom, message: Target): boolean {
  if (message.author.id === actor.id) return isAlive({ ...room, joined: true }, message);
  return isAlive(room, message) && canModerate(actor, room);
}
