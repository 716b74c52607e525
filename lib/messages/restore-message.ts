import "server-only";
import { accessMessage, accessRoom, type VisibleRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { readyKeywords } from "../keywords/current-index.ts";
import { roomChannel } from "../realtime/channels.ts";
import { publishMessage } from "../realtime/publish.ts";
import { lockRoom, tickRoom } from "../rooms/room-clock.ts";
import { toPolicyRoom } from "../rooms/rows.ts";
import { takeDeletedMessage } from "./deleted-messages.ts";
import { prepareRestoreEffects } from "./effects/effect-list.ts";
import { loadMessage } from "./load-messages.ts";
import { canRestoreMessage } from "./policy.ts";
import { getMessage } from "./queries.ts";
import { messageSelect } from "./rows.ts";
import type { Message } from "./schema.ts";

const TOO_LATE = new AppError("conflict", "This message cannot be restored any more.");

/**
 * Brings back what a message said that its author has deleted: text, files, mentions and links, but no reactions and no pin.
 * What is not deleted stays as it is, so it is safe to repeat. Throws `not_found` to outsiders, `forbidden` to everybody but
 * the author and in an archived room, and `conflict` when it is too late or somebody else has deleted it.
 */
export async function restoreMessage(viewer: Viewer, messageId: string): Promise<Message> {
  const { message, room, membership } = await accessMessage(viewer, messageId);
  const target = { kind: message.kind, author: { id: message.authorId } };
  const requireMay = (access: VisibleRoom) => {
    if (!canRestoreMessage(viewer, toPolicyRoom(access.room, access.membership), target))
      throw new AppError("forbidden", "You cannot restore this message.");
  };
  requireMay({ room, membership });
  if (message.deletedAt === null) return getMessage(viewer, messageId);
  await readyKeywords();
  const done = await write(async (tx) => {
    await lockRoom(tx, room.id);
    requireMay(await accessRoom(viewer, room.id, tx));
    const kept = await takeDeletedMessage(tx, messageId);
    const before = await tx.message.findUniqueOrThrow({ where: { id: messageId }, select: messageSelect });
    // Another device of the author's was quicker.
    if (before.deletedAt === null) return null;
    if (!kept) throw TOO_LATE;
    const { rev } = await tickRoom(tx, room.id);
    // An older version of Parley leaves the copy of a forwarded message in the row that it deletes, and keeps it nowhere else.
    const forwarded = kept.forwarded ?? before.forwarded;
    const change = { ...kept, forwarded, rev, deletedAt: null, restorableUntil: null };
    await tx.message.updateMany({ where: { id: messageId }, data: change });
    const row = { ...before, ...change };
    const effects = prepareRestoreEffects({ ...kept, isEdited: row.editedAt !== null, replyToId: row.replyToId });
    await effects.write(tx, row);
    return { restored: await loadMessage(row, { tx }), effects };
  });
  if (!done) return getMessage(viewer, messageId);
  const { restored, effects } = done;
  publishMessage(roomChannel(room.id), { roomId: room.id, rev: restored.rev, message: restored });
  effects.afterCommit();
  return restored;
}
