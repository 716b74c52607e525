import "server-only";
import type { File } from "../../prisma/generated/client.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, type SqlTx } from "../db/doors.ts";
import { type SqlPiece, sqlPart } from "../db/sql.ts";
import { type AppError, invalidField } from "../errors.ts";
import type { AttachInput } from "./attach-schema.ts";

/** The message that claims the files; `createdAt` becomes the time at which they were sent. */
type ClaimingMessage = { id: string; roomId: string; seq: number; createdAt: Date; author: { id: string } };

const fileIsGone = () =>
  invalidField("files", "One of the files is not there any more. Take it out, attach it again, and send.");

/** Why the viewer cannot send these files; null when they can. A command asks it before it writes anything. */
export async function findRefusal(viewer: Viewer, files: readonly AttachInput[]): Promise<AppError | null> {
  const posters = files.flatMap((file) => file.posterId ?? []);
  const rows = await db().file.findMany({
    where: {
      id: { in: [...files.map((file) => file.id), ...posters] },
      ...{ ownerId: viewer.id, purpose: "ATTACHMENT", state: "READY", messageId: null },
    },
    select: { id: true, kind: true },
  });
  const kinds = new Map(rows.map((row) => [row.id, row.kind]));
  if (files.some((file) => !kinds.has(file.id))) return fileIsGone();
  if (posters.some((id) => kinds.get(id) !== "IMAGE")) return invalidField("files", "A video's still is an image.");
  return null;
}

/**
 * Gives finished uploads of its author's to a message, in the transaction that adds the message. Each update has its
 * condition in it, so that no file is in two messages. Throws `invalid` when a file cannot be had, which undoes the message.
 */
export async function claimFiles(tx: SqlTx, message: ClaimingMessage, files: readonly AttachInput[]): Promise<void> {
  for (const [position, file] of files.entries()) {
    const poster = file.posterId ? await claimPoster(tx, message, file.posterId) : null;
    await claimFile(tx, message, { ...file, position, poster });
  }
}

type Poster = Pick<File, "id" | "width" | "height" | "placeholder">;
type Claimed = AttachInput & { position: number; poster: Poster | null };

const isClaimable = (id: string, ownerId: string): SqlPiece =>
  sqlPart`"id" = ${id} AND "ownerId" = ${ownerId} AND "purpose" = 'ATTACHMENT' AND "state" = 'READY' AND "messageId" IS NULL`;

/** A video takes its size and its placeholder from its still. */
async function claimFile({ sql }: SqlTx, message: ClaimingMessage, file: Claimed): Promise<void> {
  const { id, alt = "", durationMs, position, poster } = file;
  const count = await sql.run`
    UPDATE "File" SET ${setPlace(message)}, "position" = ${position}, "alt" = ${alt},
      "durationMs" = COALESCE(${durationMs ?? null}, "durationMs"), "posterId" = COALESCE(${poster?.id ?? null}, "posterId"),
      "width" = COALESCE(${poster?.width ?? null}, "width"), "height" = COALESCE(${poster?.height ?? null}, "height"),
      "placeholder" = COALESCE(${poster?.placeholder ?? null}, "placeholder")
    WHERE ${isClaimable(id, message.author.id)}`;
  if (count === 0) throw fileIsGone();
}

/** A still has no position: it belongs to the message, and is not listed among its files. */
async function claimPoster({ sql }: SqlTx, message: ClaimingMessage, id: string): Promise<Poster> {
  const [poster] = await sql.all<Poster>`
    UPDATE "File" SET ${setPlace(message)} WHERE "kind" = 'IMAGE' AND ${isClaimable(id, message.author.id)}
    RETURNING "id", "width", "height", "placeholder"`;
  if (!poster) throw fileIsGone();
  return poster;
}

const setPlace = ({ id, roomId, seq, createdAt }: ClaimingMessage): SqlPiece =>
  sqlPart`"messageId" = ${id}, "roomId" = ${roomId}, "seq" = ${seq}, "sentAt" = ${createdAt}`;
