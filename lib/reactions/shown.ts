import { isOwn } from "./own.ts";
import type { Reaction } from "./schema.ts";

export type ShownReaction = { emoji: string; count: number; isOwn: boolean };

type Reacted = { reactions: readonly Reaction[]; ownReactions?: readonly string[] };

/** The reactions of a message as the viewer sees them: with what they have pressed and the server does not know yet. */
export function shownReactions(
  message: Reacted,
  viewerId: string,
  wanted: ReadonlyMap<string, boolean> = new Map(),
): ShownReaction[] {
  const shown = message.reactions.map((reaction) => {
    const { emoji, count } = reaction;
    const was = isOwn(message, reaction, viewerId);
    const is = wanted.get(emoji) ?? was;
    return { emoji, count: count + Number(is) - Number(was), isOwn: is };
  });
  const known = new Set(shown.map(({ emoji }) => emoji));
  const added = [...wanted].filter(([emoji, isOn]) => isOn && !known.has(emoji));
  return [...shown, ...added.map(([emoji]) => ({ emoji, count: 1, isOwn: true }))].filter(({ count }) => count > 0);
}
