import "server-only";
import type { Message } from "../messages/schema.ts";
import { roomChannel, userChannel } from "../realtime/channels.ts";
import { publish, publishMessage } from "../realtime/publish.ts";
import type { OwnThread } from "./schema.ts";

/** Tells the room, after the commit, what a message says about its thread now. */
export function announceRoot(root: Message): void {
  const { roomId, rev } = root;
  publishMessage(roomChannel(roomId), { roomId, rev, message: root });
}

/** Tells people on all their devices what a thread is to them now: the same to all of them. */
export function announceOwnThread(
  userIds: readonly string[],
  { roomId, rootId }: { roomId: string; rootId: string },
  ownThread: OwnThread,
): void {
  publish(userIds.map(userChannel), "thread.changed", { roomId, rootId, ownThread });
}
