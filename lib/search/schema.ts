import { messageSchema } from "../messages/schema.ts";
import { namedRoomSchema } from "../rooms/named-room.ts";
import { roomSchema } from "../rooms/schema.ts";
import { digits, isStorable, lengthOf } from "../text.ts";
import { userSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** The length of a query in code points. */
const QUERY_MAX = 1000;
const HITS_MAX = 50;
const HITS_DEFAULT = 20;
const FOUND_MAX = 20;
const FOUND_DEFAULT = 8;

const textSchema = z.string("The search is missing.").check(
  z.refine(isStorable, "The search contains characters that cannot be stored."),
  z.refine((text) => lengthOf(text) <= QUERY_MAX, `The search can have at most ${QUERY_MAX} characters.`),
);

const SORTS = ["newest", "relevance"] as const;

export const searchQuerySchema = z.object({
  q: textSchema,
  cursor: z.optional(z.string().check(z.regex(/^\d{1,15}(\.\d{1,10}\.\d{1,10})?$/, "That is no cursor of a search."))),
  limit: z._default(digits(1, HITS_MAX), HITS_DEFAULT),
  sort: z._default(z.enum(SORTS, "Sort by newest or by relevance."), "newest"),
  /** The time zone of the dates in the query; one that nobody knows is UTC. */
  zone: z._default(z.string().check(z.maxLength(64)), "UTC"),
});
export type SearchQuery = z.infer<typeof searchQuerySchema>;

const segmentSchema = z.object({ text: z.string(), match: z.boolean() });

const hitSchema = z.object({
  message: messageSchema,
  room: namedRoomSchema,
  /** The part of the message that was found, in pieces; `match` is what the query wants. */
  snippet: z.array(segmentSchema),
});
export type Hit = z.infer<typeof hitSchema>;

export const searchReplySchema = z.object({
  hits: z.array(hitSchema),
  /** The cursor of the next page. A page may be short, or empty, before the last one. */
  next: z.nullable(z.string()),
  /** While messages from before an update are still being indexed: how many of those in one's rooms can be found. */
  indexing: z.optional(z.object({ done: z.int(), total: z.int() })),
});
export type SearchPage = z.infer<typeof searchReplySchema>;

export const findQuerySchema = z.object({ q: textSchema, limit: z._default(digits(1, FOUND_MAX), FOUND_DEFAULT) });
export type FindQuery = z.infer<typeof findQuerySchema>;

export const findReplySchema = z.object({ people: z.array(userSchema), rooms: z.array(roomSchema) });
export type FindPage = z.infer<typeof findReplySchema>;
