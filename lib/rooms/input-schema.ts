// What requests about rooms say. Pages do not load it: they read replies.
import { pageCursor } from "../moments.ts";
import { digits, hidesCharacters, singleLine } from "../text.ts";
import { roomThreadsSchema } from "../threads/schema.ts";
import { idSchema } from "../users/schema.ts";
import * as z from "../z.ts";
import { roomMentionAllSchema } from "./mention-all.ts";
import { DIRECT_PEOPLE_MAX, ROOM_NAME_MAX, ROOMS_PAGE_MAX, TOO_MANY_DIRECT_PEOPLE, TOPIC_MAX } from "./schema.ts";

/** The number of people that a private room can be made with; more are added afterwards. */
const PEOPLE_AT_ONCE_MAX = 200;
/** The default number of rooms in one page of a list. */
const ROOMS_PAGE = 100;

const nameSchema = singleLine("The name", 1, ROOM_NAME_MAX).check(
  z.refine((name) => !hidesCharacters(name), "The name contains characters that cannot be seen."),
);
const topicSchema = singleLine("The topic", 0, TOPIC_MAX);

const createByKindSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("OPEN"), name: nameSchema, topic: z._default(topicSchema, "") }),
  z.object({
    kind: z.literal("PRIVATE"),
    name: nameSchema,
    topic: z._default(topicSchema, ""),
    userIds: z._default(z.array(idSchema).check(z.maxLength(PEOPLE_AT_ONCE_MAX)), []),
  }),
  z.object({
    kind: z.literal("DIRECT"),
    /** The ids of the other people; with [] or only the viewer it opens the chat with oneself. */
    userIds: z.array(idSchema).check(z.maxLength(DIRECT_PEOPLE_MAX, TOO_MANY_DIRECT_PEOPLE)),
  }),
]);

/** Without a kind, it is an open room. */
export const createRoomInputSchema = z.pipe(
  z.transform((input) =>
    input && typeof input === "object" && !("kind" in input) ? { ...input, kind: "OPEN" } : input,
  ),
  createByKindSchema,
);
export type CreateRoomInput = z.infer<typeof createRoomInputSchema>;

/** Usernames in one field of a form, as people write them: with or without an @, with spaces or commas between. */
const usernamesSchema = z
  .pipe(
    z._default(z.string().check(z.maxLength(10_000, "Those are too many people.")), ""),
    z.transform((text: string) => [...new Set(text.split(/[\s,;]+/).flatMap((name) => name.replace(/^@/, "") || []))]),
  )
  .check(z.maxLength(PEOPLE_AT_ONCE_MAX, `Name at most ${PEOPLE_AT_ONCE_MAX} people.`));

/** What the form of a new room sends before JavaScript has loaded; afterwards a dialog sends `createRoomInputSchema`. */
export const roomFormSchema = z.object({
  kind: z._default(z.enum(["OPEN", "PRIVATE"]), "OPEN"),
  name: nameSchema,
  topic: z._default(topicSchema, ""),
  people: usernamesSchema,
});

/** The same for a direct chat. */
export const directFormSchema = z.object({
  people: usernamesSchema.check(z.minLength(1, "Name at least one person, or yourself for notes.")),
});

export const joinFormSchema = z.object({ roomId: idSchema });

export const updateRoomInputSchema = z.object({
  name: z.optional(nameSchema),
  topic: z.optional(topicSchema),
  kind: z.optional(z.enum(["OPEN", "PRIVATE"])),
  archived: z.optional(z.boolean()),
  /** The id of the viewer's finished upload of a picture; null removes the picture. */
  pictureId: z.nullish(idSchema),
  threads: z.optional(roomThreadsSchema),
  mentionAll: z.optional(roomMentionAllSchema),
});
export type UpdateRoomInput = z.infer<typeof updateRoomInputSchema>;

export const roomsQuerySchema = z.object({
  scope: z._default(z.enum(["joined", "open", "all"], "must be joined, open or all"), "joined"),
  limit: z._default(digits(1, ROOMS_PAGE_MAX), ROOMS_PAGE),
  /** The `next` of the previous page. */
  after: z.optional(pageCursor("That is not the next of a page.")),
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
