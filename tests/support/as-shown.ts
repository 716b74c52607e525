import type { Message } from "@/lib/messages/schema.ts";
import { isOwn } from "@/lib/reactions/own.ts";

/** A message as it is shown to this person: with the reactions that are their own, from wherever the client knows them. */
export function asShown(message: Message, viewerId: string) {
  const { ownRev, ownReactions, ...rest } = message as Message & { ownRev?: number };
  const own = message.reactions.filter((one) => isOwn(message, one, viewerId)).map(({ emoji }) => emoji);
  return { ...rest, own };
}
