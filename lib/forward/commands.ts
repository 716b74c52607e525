import "server-only";
import { randomUUID } from "node:crypto";
import { accessMessage, accessRoom } from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { type SqlTx, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { copyFiles } from "../files/copy-files.ts";
import { requireQuota } from "../files/quota.ts";
import { readyKeywords } from "../keywords/current-index.ts";
import { appendMessage, SENT_BEFORE } from "../messages/append-message.ts";
import { DELETED_TEXT } from "../messages/deleted-text.ts";
import { prepareSendEffects } from "../messages/effects/effect-list.ts";
import { closedRefusal, findSent, firstSent } from "../messages/find-sent.ts";
import { loadMessage } from "../messages/load-messages.ts";
import { canForwardMessage } from "../messages/policy.ts";
import { callsEverybody, findMentionRefusal } from "../messages/require-may-mention.ts";
import { messageSelect } from "../messages/rows.ts";
import type { Message } from "../messages/schema.ts";
import { roomChannel } from "../realtime/channels.ts";
import { publishMessage } from "../realtime/publish.ts";
import { canPost } from "../rooms/policy.ts";
import { lockRoom } from "../rooms/room-clock.ts";
import { toPolicyRoom } from "../rooms/rows.ts";
import { copyOf } from "./copy.ts";
import type { ForwardInput } from "./input-schema.ts";

const NOTICE = new AppError("forbidden", "Only what somebody wrote can be forwarded.");
const GONE = new AppError("conflict", `${DELETED_TEXT.meanwhile}.`);

/**
 * Passes a message that the viewer can read on to a room that they can write in: a new message of theirs, with a copy of the words and
 * files as they are now. Repeated with the same clientId it returns the first one, with `created` false, also when the original
 * has been deleted since. Throws `not_found` to outsiders of either room, `forbidden` where nobody can write, for a comment that
 * mentions everybody by who may not, and for notices, `conflict` for a deleted message, and `too_large` when the files exceed the
 * viewer's quota.
 */
export async function forwardMessage(
  viewer: Viewer,
  messageId: string,
  { roomId, body = "", clientId = randomUUID() }: ForwardInput,
): Promise<{ message: Message; created: boolean }> {
  const { room } = await accessRoom(viewer, roomId);
  const first = await findSent(viewer, roomId, clientId);
  if (first) return { message: first, created: false };
  await requireOriginal(viewer, messageId);
  await requireWritable(viewer, roomId, body);
  await readyKeywords();
  // What is copied has its mentions drawn, and calls nobody again: only the comment does.
  const effects = prepareSendEffects({ body, files: [], isDirect: room.kind === "DIRECT" });
  try {
    const message = await write(async (tx) => {
      await lockRoom(tx, roomId);
      await requireWritable(viewer, roomId, body, tx);
      const original = await tx.message.findUnique({ where: { id: messageId }, select: messageSelect });
      if (!original || original.deletedAt !== null) throw GONE;
      await accessRoom(viewer, original.roomId, tx);
      const { fileCount } = original;
      const forwarded = JSON.stringify(copyOf(original));
      const place = { replyToId: null, rootId: null, inRoom: true };
      const fields = { kind: "USER", body, clientId, system: null, fileCount, forwarded, ...place } as const;
      const row = await appendMessage(tx, roomId, viewer, fields, async (row) => {
        if (fileCount > 0) await copyFiles(tx, original, row);
        await effects.write(tx, row);
      });
      if (fileCount > 0) await requireQuota(tx, viewer);
      return loadMessage(row, { tx });
    });
    publishMessage(roomChannel(roomId), { roomId, rev: message.rev, message });
    effects.afterCommit();
    return { message, created: true };
  } catch (error) {
    if (error !== SENT_BEFORE) throw error;
    return firstSent(viewer, roomId, clientId, SENT_BEFORE);
  }
}

async function requireOriginal(viewer: Viewer, messageId: string): Promise<void> {
  const { message } = await accessMessage(viewer, messageId);
  if (message.deletedAt !== null) throw GONE;
  if (!canForwardMessage(message)) throw NOTICE;
}

async function requireWritable(viewer: Viewer, roomId: string, comment: string, tx?: SqlTx): Promise<void> {
  const { room, membership } = await accessRoom(viewer, roomId, tx);
  if (!canPost(toPolicyRoom(room, membership))) throw closedRefusal(room);
  const forbidden = callsEverybody(comment) && findMentionRefusal(viewer, { room, membership });
  if (forbidden) throw forbidden;
}
