import "server-only";
import type { AccessedRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { AppError } from "../errors.ts";
import { canMentionAll, MAY_NOT_MENTION_ALL } from "../rooms/mention-policy.ts";
import { toPolicyRoom } from "../rooms/rows.ts";
import { mentionsEverybody, mentionsOf } from "./text/mentions-of.ts";

export const callsEverybody = (body: string): boolean => mentionsEverybody(mentionsOf(body));

/** Returns why somebody may not mention everybody in a room, if they may not. */
export function findMentionRefusal(viewer: Viewer, { room, membership }: AccessedRoom): AppError | null {
  const seen = { ...toPolicyRoom(room, membership), mentionAll: room.mentionAll };
  return canMentionAll(viewer, seen) ? null : new AppError("forbidden", MAY_NOT_MENTION_ALL);
}
