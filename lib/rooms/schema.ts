import { messagePreviewSchema } from "../messages/schema.ts";
import { roomThreadsSchema } from "../threads/schema.ts";
import { authorSchema, idSchema } from "../users/schema.ts";
import * as z from "../z.ts";
import { DEFAULT_SETTINGS, memberSettingsSchema } from "./member-settings.ts";
import { roomMentionAllSchema } from "./mention-all.ts";
import { roomKindSchema } from "./named-room.ts";

export const ROOM_NAME_MAX = 60;
export const TOPIC_MAX = 250;
/** The number of people in one direct chat, including the viewer. */
export const DIRECT_PEOPLE_MAX = 20;
export const TOO_MANY_DIRECT_PEOPLE = `A direct chat has at most ${DIRECT_PEOPLE_MAX} people.`;
/**
 * The number of rooms and chats that one person may be in. A live connection subscribes to 2,000 channels at most; the
 * rest is for the person's own channels and for presence.
 */
export const ROOMS_PER_PERSON_MAX = 1_900;
/** The greatest number of rooms in one page of a list. */
export const ROOMS_PAGE_MAX = 200;
/**
 * The number of favourites and rooms with unread messages that the first page has in addition to the newest; with more, a
 * badge shows "99+" in any case.
 */
export const UNREAD_ROOMS_MAX = 200;
/** Unread messages are counted up to this number; a badge shows "99+" long before. */
export const UNREAD_COUNT_MAX = 10_000;

export const memberRoleSchema = z.enum(["OWNER", "MODERATOR", "MEMBER"]);
export type MemberRole = z.infer<typeof memberRoleSchema>;

/** The facts of a room that are the same for everybody who may see it. */
export const roomFactsSchema = z.object({
  kind: roomKindSchema,
  name: z.string(),
  topic: z.string(),
  /** The id of the picture's file: for members and, if the room is open, for everybody signed in. */
  pictureId: z.nullable(idSchema),
  memberCount: z.int().check(z.nonnegative()),
  archivedAt: z.nullable(z.iso.datetime()),
  /** The default is for what a server from before threads tells. */
  threads: z._default(roomThreadsSchema, "OFF"),
  /** The default is for what a server tells that has no such rule. */
  mentionAll: z._default(roomMentionAllSchema, "MEMBERS"),
});
export type RoomFacts = z.infer<typeof roomFactsSchema>;

/** A room as one viewer sees it. The `name` of a direct chat is made of its other people. */
export const roomSchema = z.extend(roomFactsSchema, {
  id: idSchema,
  isDefault: z.boolean(),
  /** Whether a direct chat is of several people, also when only two are left. It can be left, unlike a chat of two. */
  isGroup: z.boolean(),
  createdAt: z.iso.datetime(),
  lastActivityAt: z.iso.datetime(),
  seq: z.int().check(z.nonnegative()),
  rev: z.int().check(z.nonnegative()),
  joined: z.boolean(),
  role: z.nullable(memberRoleSchema),
  lastReadSeq: z.int().check(z.nonnegative()),
  /** The number of other people's messages after lastReadSeq, without notices and deleted messages. */
  unread: z.int().check(z.nonnegative()),
  /** Whether an unread message mentions the viewer. */
  mentioned: z.boolean(),
  /** The person who added the viewer to a room that the viewer has not opened since; else null. */
  addedBy: z.nullable(authorSchema),
  /** Null in an empty room, and for viewers who have not joined. */
  lastMessage: z.nullable(messagePreviewSchema),
  /** The other people of a direct chat (the viewer in a chat with oneself); [] in rooms. */
  people: z.array(authorSchema),
  /** What the viewer has set for themselves in the room. The default is for replies of a server before that. */
  settings: z._default(memberSettingsSchema, DEFAULT_SETTINGS),
});
export type Room = z.infer<typeof roomSchema>;

export const roomReplySchema = z.object({ room: roomSchema });
export const roomsReplySchema = z.object({
  rooms: z.array(roomSchema),
  /** The `after` for the next page; null on the last page. */
  next: z.nullable(z.string()),
});
export type RoomsPage = z.infer<typeof roomsReplySchema>;
export const roomIdsReplySchema = z.object({ ids: z.array(idSchema) });
/** Open rooms that the viewer could join. */
export const openRoomsReplySchema = z.object({ rooms: z.array(roomSchema) });
