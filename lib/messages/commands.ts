import "server-only";
import { randomUUID } from "node:crypto";
import {
  accessMessage,
  accessMessageToDelete,
  accessRoom,
  accessRoomToDelete,
  type VisibleRoom,
} from "../auth/access.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { write, writeSql } from "../db/doors.ts";
import { AppError, invalidField } from "../errors.ts";
import { findRefusal } from "../files/claim-files.ts";
import { readyKeywords } from "../keywords/current-index.ts";
import { roomChannel } from "../realtime/channels.ts";
import { publishMessage } from "../realtime/publish.ts";
import { canPost } from "../rooms/policy.ts";
import { tickRoom } from "../rooms/room-clock.ts";
import { toPolicyRoom } from "../rooms/rows.ts";
import { findThreadRefusal, ROOT_DELETED, requireRoot } from "../threads/require-root.ts";
import { appendMessage, SENT_BEFORE } from "./append-message.ts";
import { keepDeletedMessage, RESTORE_MS } from "./deleted-messages.ts";
import { DELETED_TEXT } from "./deleted-text.ts";
import { prepareDeleteEffects, prepareEditEffects, prepareSendEffects } from "./effects/effect-list.ts";
import { closedRefusal, firstSent } from "./find-sent.ts";
import type { EditInput, SendInput } from "./input-schema.ts";
import { loadMessage } from "./load-messages.ts";
import { canDeleteMessage, canEditMessage } from "./policy.ts";
import { requireOriginal } from "./queries.ts";
import { callsEverybody, findMentionRefusal } from "./require-may-mention.ts";
import { messageSelect } from "./rows.ts";
import { EMPTY_MESSAGE, type Message } from "./schema.ts";
import { keepVersion } from "./versions.ts";

/**
 * Sends a message to a room. A second send of the same author, room and clientId returns the first message, with `created`
 * false, however much later it comes: the unique index decides, also between two requests at once. Throws `not_found` to
 * outsiders, `forbidden` in an archived room and for a mention of everybody by who may not, `invalid` for a reply to a message that is not in the
 * room, or not in the thread, and `conflict` for a thread about a message that was deleted before it had one.
 */
export async function sendMessage(
  viewer: Viewer,
  roomId: string,
  input: SendInput,
): Promise<{ message: Message; created: boolean }> {
  const { room, membership } = await accessRoom(viewer, roomId);
  const archived = closedRefusal(room);
  if (!canPost(toPolicyRoom(room, membership))) return firstSent(viewer, roomId, input.clientId, archived);
  const { body = "", clientId = randomUUID(), replyToId = null, files = [], rootId = null, inRoom = !rootId } = input;
  const isToAll = callsEverybody(body);
  const offLimits =
    findThreadRefusal(room.threads, input) ?? (isToAll ? findMentionRefusal(viewer, { room, membership }) : null);
  if (offLimits) return firstSent(viewer, roomId, input.clientId, offLimits);
  if (rootId) await requireRoot(roomId, rootId);
  if (replyToId) await requireOriginal(roomId, replyToId, rootId);
  const refused = files.length > 0 ? await findRefusal(viewer, files) : null;
  // The files may be refused because the first send of this very message has claimed them: then it stands.
  if (refused) return firstSent(viewer, roomId, input.clientId, refused);
  await readyKeywords();
  const fields = {
    kind: "USER",
    body,
    clientId,
    system: null,
    replyToId,
    fileCount: files.length,
    rootId,
    inRoom,
  } as const;
  const effects = prepareSendEffects({ body, files, replyToId, rootId, isDirect: room.kind === "DIRECT" });
  try {
    const message = await writeSql(
      async (tx) => {
        const row = await appendMessage(tx, roomId, viewer, fields, (row) => effects.write(tx, row));
        const forbidden = isToAll && findMentionRefusal(viewer, await accessRoom(viewer, roomId, tx));
        if (forbidden) throw forbidden;
        return loadMessage(row, { tx });
      },
      { table: "Room", id: roomId },
    );
    // The effects may publish what follows from the message.
    publishMessage(roomChannel(roomId), { roomId, rev: message.rev, message });
    effects.afterCommit();
    return { message, created: true };
  } catch (error) {
    if (error === SENT_BEFORE || error === ROOT_DELETED) return firstSent(viewer, roomId, clientId, error as AppError);
    if (!(error instanceof AppError) || error.code !== "not_found") throw error;
    // The author was removed from the room, or the room was archived or its threads switched off meanwhile: `accessRoom`
    // throws in the first case.
    const { room: now } = await accessRoom(viewer, roomId);
    return firstSent(viewer, roomId, clientId, findThreadRefusal(now.threads, input) ?? archived);
  }
}

/** Replaces the text of one's own message. Throws `not_found` to outsiders and `forbidden` to everybody else. */
export async function editMessage(viewer: Viewer, messageId: string, input: EditInput): Promise<Message> {
  return changeMessage(viewer, messageId, "edit", { body: input.body, editedAt: new Date() });
}

/**
 * Deletes a message and leaves a tombstone in its place. Authors may, also after leaving the room, and its moderators and
 * owners. Its author can restore what they have deleted themselves, for RESTORE_MS.
 */
export async function deleteMessage(viewer: Viewer, messageId: string): Promise<Message> {
  return changeMessage(viewer, messageId, "delete", {
    body: "",
    forwarded: null,
    fileCount: 0,
    reactionSummary: null,
    isPinned: false,
    deletedAt: new Date(),
  });
}

async function changeMessage(
  viewer: Viewer,
  messageId: string,
  action: "edit" | "delete",
  change: {
    body: string;
    forwarded?: null;
    fileCount?: number;
    reactionSummary?: null;
    isPinned?: false;
    editedAt?: Date;
    deletedAt?: Date;
  },
): Promise<Message> {
  const access = action === "edit" ? accessMessage : accessMessageToDelete;
  const { message, room, membership } = await access(viewer, messageId);
  const target = { kind: message.kind, deletedAt: message.deletedAt, author: { id: message.authorId } };
  const may = action === "edit" ? canEditMessage : canDeleteMessage;
  // What mentions everybody already may go on doing so, whatever has been decided since.
  const isNowToAll = action === "edit" && callsEverybody(change.body) && !callsEverybody(message.body);
  const requireMay = ({ room, membership }: VisibleRoom) => {
    if (!may(viewer, toPolicyRoom(room, membership), target))
      throw new AppError("forbidden", `You cannot ${action} this message.`);
    const forbidden = isNowToAll && membership && findMentionRefusal(viewer, { room, membership });
    if (forbidden) throw forbidden;
  };
  requireMay({ room, membership });
  // The comment on what was forwarded may go; what was forwarded is nobody's to change.
  const isBare = message.fileCount === 0 && message.forwarded === null;
  if (action === "edit" && change.body === "" && isBare) throw invalidField("body", EMPTY_MESSAGE);
  const isKept = action === "delete" && message.authorId === viewer.id;
  const restorableUntil = isKept ? new Date(Date.now() + RESTORE_MS) : null;
  if (action === "edit") await readyKeywords();
  const effects =
    action === "edit"
      ? prepareEditEffects({ ...change, replyToId: message.replyToId })
      : prepareDeleteEffects({ fileCount: message.fileCount, isKept });
  const changed = await write(async (tx) => {
    const { rev } = await tickRoom(tx, room.id);
    requireMay(await (action === "edit" ? accessRoom(viewer, room.id, tx) : accessRoomToDelete(viewer, message, tx)));
    if (action === "edit") await keepVersion(tx, messageId, change.body);
    if (restorableUntil) await keepDeletedMessage(tx, messageId, restorableUntil);
    // The condition on `deletedAt` refuses an edit that comes after a deletion.
    const { count } = await tx.message.updateMany({
      where: { id: messageId, deletedAt: null },
      data: { ...change, rev, restorableUntil },
    });
    if (count === 0) throw new AppError("conflict", `${DELETED_TEXT.meanwhile}.`);
    const row = await tx.message.findUniqueOrThrow({ where: { id: messageId }, select: messageSelect });
    await effects.write(tx, row);
    return loadMessage(row, { tx });
  });
  publishMessage(roomChannel(room.id), { roomId: room.id, rev: changed.rev, message: changed });
  effects.afterCommit();
  return changed;
}
