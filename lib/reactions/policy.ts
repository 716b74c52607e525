import { canPost, type PolicyRoom } from "../rooms/policy.ts";

type Target = { kind: "USER" | "SYSTEM"; deletedAt: Date | string | null };

/** Members react to what a person wrote, and take a reaction back, while the room is not archived and until the message is deleted. */
export function canReact(room: PolicyRoom, message: Target): boolean {
  return message.kind === "USER" && message.deletedAt === null && canPost(room);
}
