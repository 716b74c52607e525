import "server-only";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, type Tx } from "../db/doors.ts";
import { type AppError, invalidField } from "../errors.ts";
import { fileSelect, toFile } from "./rows.ts";
import type { AttachInput, MessageFile } from "./schema.ts";

type Place = { id: string; roomId: string; seq: number; createdAt: string };

const lost = () =>
  invalidField("files", "One of the files is not there any more. Take it out, attach it again, and send.");

/** Why these files cannot be sent, asked before anything is written; null when they can. */
export async function findRefusal(viewer: Viewer, files: readonly AttachInput[]): Promise<AppError | null> {
  const posters = files.flatMap((file) => file.posterId ?? []);
  const rows = await db().file.findMany({
    where: { id: { in: [...files.map((file) => file.id), ...posters] }, ...claimable(viewer) },
    select: { id: true, kind: true },
  });
  const kinds = new Map(rows.map((row) => [row.id, row.kind]));
  if (files.some((file) => !kinds.has(file.id))) return lost();
  if (posters.some((id) => kinds.get(id) !== "IMAGE")) return invalidField("files", "A video's still is an image.");
  return null;
}

/**
 * Gives finished uploads of the author's to a message that was just added, in the same transaction: each condition is
 * in the update, so that no file is in two messages. Throws `invalid` when one cannot be had, which undoes the message.
 */
export async function claimFiles(
  tx: Tx,
  viewer: Viewer,
  message: Place,
  files: readonly AttachInput[],
): Promise<MessageFile[]> {
  const place = {
    messageId: message.id,
    roomId: message.roomId,
    seq: message.seq,
    sentAt: new Date(message.createdAt),
  };
  const claimed: MessageFile[] = [];
  for (const [position, { id, alt = "", durationMs, posterId }] of files.entries()) {
    const still = posterId ? await claimPoster(tx, viewer, posterId, place) : null;
    const [row] = await tx.file.updateManyAndReturn({
      where: { id, ...claimable(viewer) },
      data: {
        ...place,
        position,
        alt,
        ...(durationMs ? { durationMs } : {}),
        ...(still && { posterId: still.id, width: still.width, height: still.height, placeholder: still.placeholder }),
      },
      select: fileSelect,
    });
    if (!row) throw lost();
    claimed.push(toFile(row));
  }
  return claimed;
}

async function claimPoster(tx: Tx, viewer: Viewer, id: string, place: object) {
  const [row] = await tx.file.updateManyAndReturn({
    where: { id, kind: "IMAGE", ...claimable(viewer) },
    data: place,
    select: fileSelect,
  });
  if (!row) throw lost();
  return row;
}

const claimable = (viewer: Viewer) =>
  ({ ownerId: viewer.id, purpose: "ATTACHMENT", state: "READY", messageId: null }) as const;
