import { NAMED_MAX, type Reaction } from "./schema.ts";

/**
 * What a message's row says about its reactions, so that a page of messages asks for none of them. It is written in the
 * transaction that writes the rows of Reaction, and is the only place that keeps an emoji's place when its first person
 * takes it back.
 */
export type Summary = {
  /** The rev of the message's newest change other than a reaction. */
  base: number;
  /** The message's rev after its newest reaction. Any other change of the message gives it a higher one. */
  at: number;
  reactions: Reaction[];
};

type Row = { rev: number; reactionSummary: string | null };

/** The summary as it was before the next change of reactions, which it is for. */
export function readSummary({ rev, reactionSummary }: Row): Summary {
  if (reactionSummary === null) return { base: rev, at: rev, reactions: [] };
  const summary = JSON.parse(reactionSummary) as Summary;
  return summary.at === rev ? summary : { ...summary, base: rev };
}

export function readReactions({ reactionSummary }: Pick<Row, "reactionSummary">): Reaction[] {
  return reactionSummary === null ? [] : (JSON.parse(reactionSummary) as Summary).reactions;
}

export function withReaction(reactions: readonly Reaction[], emoji: string, userId: string): Reaction[] {
  const known = reactions.find((one) => one.emoji === emoji);
  if (!known) return [...reactions, { emoji, count: 1, userIds: [userId] }];
  const userIds = known.userIds.length < NAMED_MAX ? [...known.userIds, userId] : known.userIds;
  return reactions.map((one) => (one === known ? { emoji, count: known.count + 1, userIds } : one));
}

/** `first` are the first NAMED_MAX people who remain. */
export function withoutReaction(reactions: readonly Reaction[], emoji: string, first: readonly string[]): Reaction[] {
  return reactions.flatMap((one) => {
    if (one.emoji !== emoji) return [one];
    return one.count === 1 ? [] : [{ emoji, count: one.count - 1, userIds: [...first] }];
  });
}
