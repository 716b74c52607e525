import { messagePreviewSchema } from "../messages/schema.ts";
import { digits, hidesCharacters, line } from "../text.ts";
import { authorSchema, idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

export const ROOM_NAME_MAX = 60;
export const TOPIC_MAX = 250;
/** People in one direct chat, oneself included. */
export const DIRECT_PEOPLE_MAX = 20;
/**
 * Rooms and chats that one person may be in: as many as one live connection listens to (2,000 channels), with some to spare
 * for their own and for who is present.
 */
export const ROOMS_PER_PERSON_MAX = 1_900;
/** Rooms in one page of a list, at most and unless asked for otherwise. */
export const ROOMS_PAGE_MAX = 200;
const ROOMS_PAGE = 100;
/** Rooms with unread messages that the first page has, beside the newest: of more a badge says "99+" in any case. */
export const UNREAD_ROOMS_MAX = 200;
/** Unread messages are counted up to here; a badge says "99+" long before. */
export const UNREAD_COUNT_MAX = 10_000;

const roomKindSchema = z.enum(["OPEN", "PRIVATE", "DIRECT"]);
export const memberRoleSchema = z.enum(["OWNER", "MODERATOR", "MEMBER"]);
export type MemberRole = z.infer<typeof memberRoleSchema>;

/** What a room is, the same for everybody who may see it. */
export const roomFactsSchema = z.object({
  kind: roomKindSchema,
  name: z.string(),
  topic: z.string(),
  /** The file that is its picture: for members, of an open room for everybody signed in. */
  pictureId: z.nullable(idSchema),
  memberCount: z.int().check(z.nonnegative()),
  archivedAt: z.nullable(z.iso.datetime()),
});
export type RoomFacts = z.infer<typeof roomFactsSchema>;

/** A room as one viewer sees it. A direct chat's `name` is made of its other people. */
const roomSchema = z.extend(roomFactsSchema, {
  id: idSchema,
  isDefault: z.boolean(),
  /** A direct chat of several, also where only two are left in it: it can be left, a chat of two cannot. */
  isGroup: z.boolean(),
  createdAt: z.iso.datetime(),
  lastActivityAt: z.iso.datetime(),
  seq: z.int().check(z.nonnegative()),
  rev: z.int().check(z.nonnegative()),
  joined: z.boolean(),
  role: z.nullable(memberRoleSchema),
  lastReadSeq: z.int().check(z.nonnegative()),
  /** Messages of others after lastReadSeq, notices and deleted ones not counted. */
  unread: z.int().check(z.nonnegative()),
  /** Whether one of the unread ones mentions the viewer. */
  mentioned: z.boolean(),
  /** Who added the viewer to a room that they have not looked into since; null otherwise. */
  addedBy: z.nullable(authorSchema),
  /** Null in an empty room, and to whoever has not joined. */
  lastMessage: z.nullable(messagePreviewSchema),
  /** The other people of a direct chat (oneself in a chat with oneself); [] in rooms. */
  people: z.array(authorSchema),
});
export type Room = z.infer<typeof roomSchema>;

const nameSchema = line("The name", 1, ROOM_NAME_MAX).check(
  z.refine((name) => !hidesCharacters(name), "The name contains characters that cannot be seen."),
);
const topicSchema = line("The topic", 0, TOPIC_MAX);

const createByKindSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("OPEN"), name: nameSchema, topic: z._default(topicSchema, "") }),
  z.object({
    kind: z.literal("PRIVATE"),
    name: nameSchema,
    topic: z._default(topicSchema, ""),
    userIds: z._default(z.array(idSchema).check(z.maxLength(200)), []),
  }),
  z.object({
    kind: z.literal("DIRECT"),
    /** The others; [] or only oneself opens the chat with oneself. */
    userIds: z
      .array(idSchema)
      .check(z.maxLength(DIRECT_PEOPLE_MAX, `A direct chat has at most ${DIRECT_PEOPLE_MAX} people.`)),
  }),
]);

/** Without a kind, as an open room. */
export const createRoomInputSchema = z.pipe(
  z.transform((input) =>
    input && typeof input === "object" && !("kind" in input) ? { ...input, kind: "OPEN" } : input,
  ),
  createByKindSchema,
);
export type CreateRoomInput = z.infer<typeof createRoomInputSchema>;

export const updateRoomInputSchema = z.object({
  name: z.optional(nameSchema),
  topic: z.optional(topicSchema),
  kind: z.optional(z.enum(["OPEN", "PRIVATE"])),
  archived: z.optional(z.boolean()),
  /** A finished upload of one's own, sent as a picture; null takes the picture away. */
  pictureId: z.nullish(idSchema),
});
export type UpdateRoomInput = z.infer<typeof updateRoomInputSchema>;

export const roomsQuerySchema = z.object({
  scope: z._default(z.enum(["joined", "open", "all"], "must be joined, open or all"), "joined"),
  limit: z._default(digits(1, ROOMS_PAGE_MAX), ROOMS_PAGE),
  /** The `next` of the page before. */
  after: z.optional(
    z
      .string()
      .check(z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~[a-z0-9]{1,32}$/, "That is not the next of a page.")),
  ),
});
export type RoomsQuery = z.infer<typeof roomsQuerySchema>;
export type RoomScope = z.infer<typeof roomsQuerySchema>["scope"];

export const openRoomsQuerySchema = z.object({
  q: z._default(z.string().check(z.maxLength(100, "That search is too long.")), ""),
  limit: z._default(digits(1, 30), 8),
});
export type OpenRoomsQuery = z.infer<typeof openRoomsQuerySchema>;

export const readInputSchema = z.object({
  seq: z.int("seq must be a whole number.").check(z.minimum(0), z.maximum(2_147_483_647)),
});

export const roomReplySchema = z.object({ room: roomSchema });
export const roomsReplySchema = z.object({
  rooms: z.array(roomSchema),
  /** What to give as `after` for the next page; null after the last. */
  next: z.nullable(z.string()),
});
export type RoomsPage = z.infer<typeof roomsReplySchema>;
export const roomIdsReplySchema = z.object({ ids: z.array(idSchema) });
/** Open rooms that one could join. */
export const openRoomsReplySchema = z.object({ rooms: z.array(roomSchema) });
