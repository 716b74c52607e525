import { draftSchema } from "../drafts/schema.ts";
import { messageSchema } from "../messages/schema.ts";
import { ownReactionsChangeSchema, reactionsChangeSchema } from "../reactions/schema.ts";
import { roomFactsSchema } from "../rooms/schema.ts";
import { savedChangeSchema } from "../saved/change-schema.ts";
import { ownThreadChangeSchema } from "../threads/schema.ts";
import { authorSchema, idSchema, userSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** A larger event carries ids and rev only, because hosted Pusher refuses events above 10 KB. */
export const EVENT_BYTES_MAX = 8 * 1024;

/**
 * Every live event of Parley by name, with its payload. An event is a fact in the past tense; sender and receiver share
 * these types.
 */
export const eventSchemas = {
  /**
   * On private-room-<id>: a message changed, which brought the room to `rev`. Without `message`, the client fetches it.
   */
  "message.changed": z.object({
    roomId: idSchema,
    rev: z.int().check(z.positive()),
    message: z.optional(messageSchema),
  }),
  /** On private-room-<id>: people reacted to a message. The event is small, and tells several reactions at once. */
  "reactions.changed": reactionsChangeSchema,
  /** On private-room-<id>: the room's name, topic, kind, archive state or member count changed at `rev`. */
  "room.changed": z.object({ roomId: idSchema, rev: z.int().check(z.nonnegative()), room: roomFactsSchema }),
  /** On private-room-<id>: the room was deleted. */
  "room.deleted": z.object({ roomId: idSchema }),
  /** On private-user-<id>: this person read up to `lastReadSeq` on one of their devices. */
  "read.changed": z.object({
    roomId: idSchema,
    lastReadSeq: z.int().check(z.nonnegative()),
    unread: z.int().check(z.nonnegative()),
    mentioned: z.boolean(),
  }),
  /**
   * On private-user-<id>: this person became or ceased to be a member of the room, or their role or their own settings in it
   * changed.
   */
  "membership.changed": z.object({ roomId: idSchema, joined: z.boolean() }),
  /** On private-user-<id>: this person reacted to a message on one of their devices. */
  "own-reactions.changed": ownReactionsChangeSchema,
  /** On private-user-<id>: this person edited a draft on another device. Without `draft`, the client fetches it. */
  "draft.changed": z.object({
    roomId: idSchema,
    rootId: z.optional(idSchema),
    editedAt: z.iso.datetime(),
    draft: z.optional(draftSchema),
  }),
  /** On private-user-<id>: what a thread is to this person changed on one of their devices, or by a mention in it. */
  "thread.changed": ownThreadChangeSchema,
  /**
   * On private-user-<id>: what is unread of this person's activity has changed, and the client asks for it, within `withinMs`:
   * many people ask after the same message.
   */
  "activity.changed": z.object({ withinMs: z.int().check(z.nonnegative()) }),
  /** On private-user-<id>: what this person has saved of a message changed, or the reminder of it came. */
  "saved.changed": savedChangeSchema,
  /**
   * On private-user-<id>: what calls this person has changed, such as the groups that they are in, and the client asks for it, within
   * `withinMs`.
   */
  "calls.changed": z.object({ withinMs: z.int().check(z.nonnegative()) }),
  /** On private-everyone: a person's name, picture or status changed, or the person is new. */
  "user.changed": z.object({ user: userSchema }),
  /** On private-everyone: emoji were added or removed, or other people may add them. Clients that have the list fetch it anew. */
  "emoji.changed": z.object({}),
  /** On private-everyone: a user group is another one, new or gone. Clients that have the list fetch it anew. */
  "groups.changed": z.object({}),
  /** On private-everyone: who came online and who went offline since the previous event of this name. */
  "presence.changed": z.object({ online: z.array(idSchema), offline: z.array(idSchema) }),
  /**
   * On private-everyone: the live server is well again after a time in which it may have lost events, although connections
   * stayed open. Clients connect anew within MISSED_SPREAD_MS, and so fetch what they missed.
   */
  "events.missed": z.object({}),
} as const;

/** Clients that connect anew after `events.missed` are spread over this time, because all of them hear it at once. */
export const MISSED_SPREAD_MS = 10_000;

export type EventName = keyof typeof eventSchemas;
export type EventPayload<N extends EventName> = z.infer<(typeof eventSchemas)[N]>;

/**
 * A client event on presence-room-<id>. Its sender is the user that the socket was authorised as, whatever the payload
 * says.
 */
export const TYPING_EVENT = "client-typing";
/** A client sends `client-typing` at most once in this time while somebody types. */
export const TYPING_REPEAT_MS = 3000;
/** The typing note disappears after this time without another event. */
export const TYPING_TIMEOUT_MS = 6000;

/** The public profile of each person on presence-room-<id>. */
export const presenceInfoSchema = z.omit(authorSchema, { id: true });
export type PresenceInfo = z.infer<typeof presenceInfoSchema>;

/** Reply of `GET /api/realtime`: the settings that a Pusher client needs to connect. */
export const realtimeReplySchema = z.object({
  key: z.string(),
  /** `embedded`: the live server has the same address as the page. */
  transport: z.enum(["embedded", "external"]),
  host: z.string(),
  port: z.int(),
  tls: z.boolean(),
  authEndpoint: z.string(),
  userAuthEndpoint: z.string(),
  /** The two channels that the viewer subscribes to regardless of rooms. */
  channels: z.object({ user: z.string(), everyone: z.string() }),
});
export type RealtimeInfo = z.infer<typeof realtimeReplySchema>;

export const presenceReplySchema = z.object({ online: z.array(idSchema) });
