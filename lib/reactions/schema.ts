import { authorSchema, idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** How many different emoji one message can have as reactions. */
export const KINDS_MAX = 40;
/** How many different emoji one person can give to one message. */
export const OWN_MAX = 20;
/**
 * How many people a message names for each emoji: the first ones. With the longest emoji, KINDS_MAX and this number, the
 * reactions of a message fit into a live event (EVENT_BYTES_MAX).
 */
export const NAMED_MAX = 4;
/** How many people `GET …/reactions/:emoji` lists. */
export const REACTORS_MAX = 100;

/** The people who reacted with one emoji. */
const reactionSchema = z.object({
  emoji: z.string(),
  /** Exact, also where `userIds` has fewer. */
  count: z.int().check(z.positive()),
  /** The first NAMED_MAX of them, in the order in which they reacted. */
  userIds: z.array(idSchema),
});
export type Reaction = z.infer<typeof reactionSchema>;

/** The reactions of a message, in the order in which each emoji came to it. */
export const reactionsSchema = z.array(reactionSchema);

const revSchema = z.int().check(z.positive());
/** Where a message is, for a change that does not contain it. */
const placeSchema = z.object({ roomId: idSchema, messageId: idSchema, seq: revSchema });

/** A change of a message's reactions, without the message. */
export const reactionsChangeSchema = z.extend(placeSchema, {
  /** The message's rev with these reactions. */
  rev: revSchema,
  /** The revs of the room that this tells: several where people reacted at about the same time. */
  revs: z.array(revSchema),
  /** The rev of the message's newest change other than a reaction. A client whose message is older has to fetch it. */
  base: revSchema,
  /** Of a reply in a thread, as in the message: a client that shows another conversation does not have the message. */
  rootId: z.optional(idSchema),
  inRoom: z.optional(z.boolean()),
  reactions: reactionsSchema,
});
export type ReactionsChange = z.infer<typeof reactionsChangeSchema>;

/** What one person's own reactions to a message are since `rev`, for that person's devices. */
export const ownReactionsChangeSchema = z.extend(placeSchema, { rev: revSchema, ownReactions: z.array(z.string()) });
export type OwnReactionsChange = z.infer<typeof ownReactionsChangeSchema>;

export const reactorsReplySchema = z.object({
  emoji: z.string(),
  count: z.int().check(z.nonnegative()),
  /** The first REACTORS_MAX of them, in the order in which they reacted. */
  people: z.array(authorSchema),
});
export type Reactors = z.infer<typeof reactorsReplySchema>;
