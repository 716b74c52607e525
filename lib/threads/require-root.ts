import "server-only";
import { db } from "../db/doors.ts";
import { AppError, invalidField } from "../errors.ts";
import { DELETED_TEXT } from "../messages/deleted-text.ts";
import type { RoomThreads } from "./schema.ts";

const NO_ROOT = "There is no such message in this room.";
const THREADS_OFF = "Threads are switched off in this room.";
const REPLY_IN_THREAD = "Reply in the thread.";

/** Nobody begins a thread about a message that was deleted; one that is there goes on. */
export const ROOT_DELETED = new AppError("conflict", `${DELETED_TEXT.meanwhile}.`);

/** Throws `invalid` where a message is none of the room that can have a thread: a notice, or itself a reply in one. */
export async function requireRoot(roomId: string, rootId: string): Promise<void> {
  const root = await db().message.findFirst({ where: { id: rootId, roomId, kind: "USER" }, select: { rootId: true } });
  if (!root) throw invalidField("rootId", NO_ROOT);
  if (root.rootId !== null) throw invalidField("rootId", "A reply in a thread has no thread of its own.");
}

/** Returns why the setting of the room does not allow a message with these fields, if it does not. */
export function findThreadRefusal(
  threads: RoomThreads,
  { rootId, replyToId }: { rootId?: string | null; replyToId?: string | null },
): AppError | null {
  if (rootId && threads === "OFF") return invalidField("rootId", THREADS_OFF);
  if (!rootId && replyToId && threads === "REQUIRED") return invalidField("replyToId", REPLY_IN_THREAD);
  return null;
}
