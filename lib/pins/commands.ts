import "server-only";
import { accessMessage, accessRoom, type VisibleRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { type Tx, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { appendNotice } from "../messages/append-message.ts";
import { DELETED_TEXT } from "../messages/deleted-text.ts";
import { loadMessage } from "../messages/load-messages.ts";
import { canPinMessage } from "../messages/policy.ts";
import { getMessage } from "../messages/queries.ts";
import { messageSelect } from "../messages/rows.ts";
import type { Message } from "../messages/schema.ts";
import { roomChannel } from "../realtime/channels.ts";
import { publishMessage } from "../realtime/publish.ts";
import { announceNotices } from "../rooms/announce.ts";
import { lockRoom, tickRoom } from "../rooms/room-clock.ts";
import { toPolicyRoom } from "../rooms/rows.ts";
import { removePin } from "./remove-pin.ts";
import { PINS_MAX } from "./schema.ts";

const TOO_MANY = new AppError("conflict", `A room has at most ${PINS_MAX} pinned messages. Take one away first.`);

/**
 * Pins a message in its room, with a notice; a pinned one stays as it is. Throws `not_found` to outsiders, `forbidden` in an
 * archived room and for notices, `conflict` for a deleted message and where a room has PINS_MAX of them.
 */
export async function pinMessage(viewer: Viewer, messageId: string): Promise<Message> {
  return setPinned(viewer, messageId, true);
}

/** Takes a pin away, whoever has put it there. Throws as `pinMessage` does. */
export async function unpinMessage(viewer: Viewer, messageId: string): Promise<Message> {
  return setPinned(viewer, messageId, false);
}

async function setPinned(viewer: Viewer, messageId: string, isPinned: boolean): Promise<Message> {
  const { message, room, membership } = await accessMessage(viewer, messageId);
  const target = { kind: message.kind, deletedAt: null, author: { id: message.authorId } };
  const requireMay = (access: VisibleRoom) => {
    if (!canPinMessage(toPolicyRoom(access.room, access.membership), target))
      throw new AppError("forbidden", "You cannot pin or unpin this message.");
  };
  requireMay({ room, membership });
  const written = await write(async (tx) => {
    await lockRoom(tx, room.id);
    requireMay(await accessRoom(viewer, room.id, tx));
    const now = await tx.message.findUniqueOrThrow({ where: { id: messageId }, select: messageSelect });
    if (now.deletedAt !== null) throw new AppError("conflict", `${DELETED_TEXT.meanwhile}.`);
    if (now.isPinned === isPinned) return null;
    if (isPinned) await insertPin(tx, viewer, now);
    else await removePin(tx, messageId);
    const { rev } = await tickRoom(tx, room.id);
    await tx.message.updateMany({ where: { id: messageId }, data: { isPinned, rev } });
    const changed = await loadMessage({ ...now, isPinned, rev }, { tx });
    return { changed, notice: isPinned ? await appendNotice(tx, room.id, viewer, { type: "pinned" }) : null };
  });
  if (written === null) return getMessage(viewer, messageId);
  const { changed, notice } = written;
  publishMessage(roomChannel(room.id), { roomId: room.id, rev: changed.rev, message: changed });
  if (notice) await announceNotices([notice]);
  return changed;
}

async function insertPin(tx: Tx, viewer: Viewer, message: { id: string; roomId: string; seq: number }): Promise<void> {
  const { id: messageId, roomId, seq } = message;
  if ((await tx.pin.count({ where: { roomId } })) >= PINS_MAX) throw TOO_MANY;
  await tx.pin.createMany({ data: { messageId, roomId, seq, pinnedById: viewer.id, pinnedAt: new Date() } });
}
