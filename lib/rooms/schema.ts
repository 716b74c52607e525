import { messagePreviewSchema } from "../messages/schema.ts";
import { digits, hidesCharacters, line } from "../text.ts";
import { authorSchema, idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

export const ROOM_NAME_MAX = 60;
export const TOPIC_MAX = 250;
/** People in one direct chat, oneself included. */
export const DIRECT_PEOPLE_MAX = 20;
/** Unread messages are counted up to here; a badge says "99+" long before. */
export const UNREAD_COUNT_MAX = 10_000;

export const roomKindSchema = z.enum(["OPEN", "PRIVATE", "DIRECT"]);
export type RoomKind = z.infer<typeof roomKindSchema>;
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
export const roomSchema = z.extend(roomFactsSchema, {
  id: idSchema,
  isDefault: z.boolean(),
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
});
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
export const roomsReplySchema = z.object({ rooms: z.array(roomSchema) });
/** Open rooms that one could join. */
export const openRoomsReplySchema = z.object({ rooms: z.array(roomSchema) });
