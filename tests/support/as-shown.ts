import type { Message } from "@/lib/messages/schema.ts";
import { isOwn } from "@/lib/reactions/own.ts";

/** A message as it is shown to this person: with the reactions that are their own, from wherever the client
 * knows them, and without what its thread is to them, which has a clock of its own. */
export function asShown(message: Message, viewerId: string) {
  const { ownRev, ownReactions, ownThread, ...rest } = message as Message & { ownRev?: number };
  const own = message.reactions.filter((one) => isOwn(message, one, viewerId)).map(({ emoji }) => emoji);
  return { ...rest, own };
}
