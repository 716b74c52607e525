import { authorSchema, idSchema } from "../users/schema.ts";
import * as z from "../z.ts";

/** How many people the line under a message with a thread shows: those who replied last. */
export const PARTICIPANTS_MAX = 3;
/** Unread replies of a thread are counted up to this number, because a page of messages counts those of many threads. */
export const THREAD_UNREAD_MAX = 100;

/** Whether messages of a room can have threads. REQUIRED: answers are given in threads only. */
export const roomThreadsSchema = z.enum(["OFF", "ON", "REQUIRED"]);
export type RoomThreads = z.infer<typeof roomThreadsSchema>;

/** The thread of a message in short, as the line under the message tells it. Deleted replies do not count. */
export const threadSchema = z.object({
  replyCount: z.int().check(z.positive()),
  lastReplyAt: z.iso.datetime(),
  /** The PARTICIPANTS_MAX people who replied last, the last one first. */
  participants: z.array(authorSchema),
});
export type Thread = z.infer<typeof threadSchema>;

/** What a thread is to one person. */
export const ownThreadSchema = z.object({
  following: z.boolean(),
  lastReadSeq: z.int().check(z.nonnegative()),
  /** The number of other people's replies after `lastReadSeq`, without deleted ones; 0 for who does not follow. */
  unread: z.int().check(z.nonnegative()),
  /** The seq of the newest reply that was there when `unread` was counted: a client counts those after it. */
  countedSeq: z.int().check(z.nonnegative()),
  /**
   * The number of replies, of anybody, that was there then. A client counts on with it, too: where it is not the thread's number of
   * replies, one was deleted or came back, and `unread` has to be asked for. Servers from before do not tell it.
   */
  countedReplies: z.optional(z.int().check(z.nonnegative())),
});
export type OwnThread = z.infer<typeof ownThreadSchema>;

/** A thread is read, followed or left on one of the person's devices, or a mention made them follow it. */
export const ownThreadChangeSchema = z.object({ roomId: idSchema, rootId: idSchema, ownThread: ownThreadSchema });
export type OwnThreadChange = z.infer<typeof ownThreadChangeSchema>;

export const ownThreadReplySchema = z.object({ ownThread: ownThreadSchema });
