import type { Reaction } from "./schema.ts";

type Reacted = { ownReactions?: readonly string[] };

/** Whether the message names everybody who reacted with the emoji. */
export const namesAll = ({ count, userIds }: Reaction): boolean => count <= userIds.length;

/** Whether a person is among those who reacted with an emoji. Where a message does not name all, its `ownReactions` decides. */
export function isOwn(message: Reacted, reaction: Reaction, viewerId: string): boolean {
  if (reaction.userIds.includes(viewerId)) return true;
  return !namesAll(reaction) && message.ownReactions?.includes(reaction.emoji) === true;
}
