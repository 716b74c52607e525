import "server-only";
import type { Tx } from "../db/doors.ts";
import { markFilesGone } from "../files/removal.ts";
import { readCopy } from "../forward/copy.ts";
import { tickRoom } from "../rooms/room-clock.ts";
import { reindexMessage } from "../search/index-message.ts";
import { prepareDeleteEffects } from "./effects/effect-list.ts";

const NOTHING_LEFT = { forwarded: null, reactionSummary: null, isPinned: false } as const;

export type ChangedRoom = { roomId: string; rev: number };

/**
 * Takes the files out of messages, in the caller's transaction. After the commit the caller calls `removeBytesSoon`. A message
 * without words is deleted; the words of the others stay. Returns the room and the rev of each change.
 */
export async function removeFilesOfMessages(tx: Tx, messageIds: readonly string[]): Promise<ChangedRoom[]> {
  const messages = await tx.message.findMany({
    where: { id: { in: [...messageIds] } },
    select: {
      id: true,
      roomId: true,
      seq: true,
      body: true,
      forwarded: true,
      createdAt: true,
      editedAt: true,
      fileCount: true,
      authorId: true,
      rootId: true,
      inRoom: true,
    },
  });
  const changed: ChangedRoom[] = [];
  for (const { id, roomId, authorId, ...message } of messages) {
    const { rev } = await tickRoom(tx, roomId);
    const isEmpty = message.body === "" && !readCopy(message)?.body;
    await tx.message.updateMany({
      where: { id },
      data: { fileCount: 0, rev, ...(isEmpty && { ...NOTHING_LEFT, deletedAt: new Date() }) },
    });
    if (isEmpty)
      await prepareDeleteEffects({ ...message, isKept: false }).write(tx, {
        ...message,
        id,
        roomId,
        rev,
        author: { id: authorId },
      });
    else {
      await markFilesGone(tx, { messageId: id });
      const remaining = {
        ...message,
        id,
        roomId,
        rev,
        author: { id: authorId },
        fileCount: 0,
        isEdited: message.editedAt !== null,
      };
      await reindexMessage(tx, remaining, remaining);
    }
    changed.push({ roomId, rev });
  }
  return changed;
}
