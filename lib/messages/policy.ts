import { type Actor, canModerate, canPost, type PolicyRoom } from "../rooms/policy.ts";

type Target = { kind: "USER" | "SYSTEM"; deletedAt: Date | string | null; author: { id: string } };

/** Only what people wrote changes, only while the room is not archived, and never once deleted. */
function isAlive(room: PolicyRoom, message: Target): boolean {
  return message.kind === "USER" && message.deletedAt === null && canPost(room);
}

export function canEditMessage(actor: Actor, room: PolicyRoom, message: Target): boolean {
  return isAlive(room, message) && message.author.id === actor.id;
}

/** One's own also after leaving the room, in an archived one nobody's. */
export function canDeleteMessage(actor: Actor, room: PolicyRoom, message: Target): boolean {
  if (message.author.id === actor.id) return isAlive({ ...room, joined: true }, message);
  return isAlive(room, message) && canModerate(actor, room);
}
