import { draftSchema } from "../drafts/schema.ts";
import { messageSchema } from "../messages/schema.ts";
import { roomFactsSchema } from "../rooms/schema.ts";
import { authorSchema, idSchema, userSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** Above this many bytes an event carries ids and rev only: hosted Pusher refuses events above 10 KB. */
export const EVENT_BYTES_MAX = 8 * 1024;

/** Every live event of Parley: its name and its payload. Facts in the past tense; both ends are typed by it. */
export const eventSchemas = {
  /** On private-room-<id>: the change that brings the room to `rev`. Without `message`, fetch it. */
  "message.changed": z.object({
    roomId: idSchema,
    rev: z.int().check(z.positive()),
    message: z.optional(messageSchema),
  }),
  /** On private-room-<id>: name, topic, kind, archive or number of members changed at `rev`. */
  "room.changed": z.object({ roomId: idSchema, rev: z.int().check(z.nonnegative()), room: roomFactsSchema }),
  /** On private-room-<id>: the room is gone. */
  "room.deleted": z.object({ roomId: idSchema }),
  /** On private-user-<id>: this person read up to `lastReadSeq` on one of their devices. */
  "read.changed": z.object({
    roomId: idSchema,
    lastReadSeq: z.int().check(z.nonnegative()),
    unread: z.int().check(z.nonnegative()),
    mentioned: z.boolean(),
  }),
  /** On private-user-<id>: this person is, or is no longer, a member of the room, or their role changed. */
  "membership.changed": z.object({ roomId: idSchema, joined: z.boolean() }),
  /** On private-user-<id>: this person wrote on a draft elsewhere. Without `draft`, fetch it. */
  "draft.changed": z.object({ roomId: idSchema, editedAt: z.iso.datetime(), draft: z.optional(draftSchema) }),
  /** On private-everyone: a person's name or status changed, or the person is new. */
  "user.changed": z.object({ user: userSchema }),
  /** On private-everyone: who came online and who went since the last such event. */
  "presence.changed": z.object({ online: z.array(idSchema), offline: z.array(idSchema) }),
} as const;

export type EventName = keyof typeof eventSchemas;
export type EventPayload<N extends EventName> = z.infer<(typeof eventSchemas)[N]>;

/** Client event on presence-room-<id>; its sender is who the socket was authorised as, never what the payload says. */
export const TYPING_EVENT = "client-typing";
/** Sent at most once in this time while somebody types. */
export const TYPING_REPEAT_MS = 3000;
/** Without a further event the note disappears after this time. */
export const TYPING_TIMEOUT_MS = 6000;

/** What presence-room-<id> tells of each person on it. */
export const presenceInfoSchema = z.omit(authorSchema, { id: true });
export type PresenceInfo = z.infer<typeof presenceInfoSchema>;

/** `GET /api/realtime`: what a Pusher client needs to connect. */
export const realtimeReplySchema = z.object({
  key: z.string(),
  /** Embedded: the live server is this one, at whatever address a browser sees it. */
  transport: z.enum(["embedded", "external"]),
  host: z.string(),
  port: z.int(),
  tls: z.boolean(),
  authEndpoint: z.string(),
  userAuthEndpoint: z.string(),
  /** Channels of the viewer that are always there. */
  channels: z.object({ user: z.string(), everyone: z.string() }),
});
export type RealtimeInfo = z.infer<typeof realtimeReplySchema>;

export const presenceReplySchema = z.object({ online: z.array(idSchema) });
