import "server-only";
import type { File } from "../../prisma/generated/client.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import { db, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { createId } from "../ids.ts";
import { singleFlight } from "../single-flight.ts";
import { examine } from "./examine.ts";
import { getUploadLimits } from "./forbidden-types.ts";
import { findUploadRefusal, isForbiddenType, type UploadLimits } from "./limits.ts";
import type { MessageFile } from "./message-file.ts";
import { oneAtATime } from "./one-at-a-time.ts";
import { requireQuota, requireTotalQuota } from "./quota.ts";
import { removeBytesSoon } from "./removal.ts";
import { fileSelect, toFile, toKind } from "./rows.ts";
import type { UploadInput, UploadSlug } from "./schema.ts";
import { type FileType, fileTypeOf } from "./types.ts";

/**
 * Adds rows for uploads that are about to come and returns their ids in order; they count against the quotas at once.
 * Throws `unsupported_type`, `too_large` or `invalid` for what can be refused by name and size.
 */
export async function reserveUploads(viewer: Viewer, slug: UploadSlug, { files }: UploadInput): Promise<string[]> {
  const { home } = getConfig().files;
  const limits = await getUploadLimits();
  const types = files.map((file) => requireType(file, slug, limits));
  const bytes = files.reduce((sum, file) => sum + file.size, 0);
  // Checked before the write too, so that an upload without room does not wait for the write lock.
  await requireTotalQuota(db(), bytes);
  const rows = files.map((file, index) => {
    const { kind, type } = types[index] as FileType;
    const { name, size } = file;
    const isMedia = kind !== "document";
    return { id: createId(), ownerId: viewer.id, home, name, size, kind: toKind(kind), type, isMedia };
  });
  await write(async (tx) => {
    const purpose = slug === "picture" ? ("PICTURE" as const) : ("ATTACHMENT" as const);
    await tx.file.createMany({ data: rows.map((row) => ({ ...row, purpose })) });
    await requireQuota(tx, viewer);
    await requireTotalQuota(tx, 0);
  });
  return rows.map((row) => row.id);
}

/** Stores the keys that uploadthing gave to reserved uploads. */
export async function storeUploadKeys(uploads: { id: string; key: string }[]): Promise<void> {
  const { home } = getConfig().files;
  await write(async (tx) => {
    for (const { id, key } of uploads)
      await tx.file.updateMany({
        where: { id, state: "UPLOADING", uploadKey: null },
        data: { uploadKey: storedUploadKey(home, id, key) },
      });
  });
}

/**
 * Returns an upload's key as it is stored. Keys of uploadthing have 30 bits, so two may be equal one day
 * (docs/reliability.md fact 5): with our id before it that does no harm; at UploadThing the unique column refuses the
 * second.
 */
export function storedUploadKey(home: File["home"], id: string, key: string): string {
  return home === "UPLOADTHING" ? key : `${id}/${key}`;
}

/**
 * Checks an upload whose bytes are all here and makes it ready to be sent. Repeated calls return the same file. Throws
 * `not_found` for one given up, `unsupported_type` and deletes it when its content is not what its name says.
 */
export function finishUpload(id: string, uploadKey: string): Promise<MessageFile> {
  return singleFlight("files.finishing", id, () => finish(id, uploadKey));
}

async function finish(id: string, uploadKey: string): Promise<MessageFile> {
  const row = await db().file.findUnique({ where: { id } });
  if (!row || row.state === "GONE" || row.uploadKey !== storedUploadKey(row.home, id, uploadKey)) throw lost();
  if (row.state === "READY") return toFile(row);
  try {
    const ready = await oneAtATime(
      id,
      () => findReady(id),
      () => examine(row),
    );
    if (ready) return ready;
    throw lost();
  } catch (error) {
    // Another process has finished the same upload first.
    const ready = await findReady(id);
    if (ready) return ready;
    // Sending the same bytes again cannot help, so the upload is deleted; after our own fault it can be resumed.
    if (error instanceof AppError && error.code === "unsupported_type") await forget(id);
    throw error;
  }
}

async function findReady(id: string): Promise<MessageFile | null> {
  const row = await db().file.findUnique({ where: { id, state: "READY" }, select: fileSelect });
  return row && toFile(row);
}

/** Deletes an upload that was not sent with a message. Throws `not_found` when it is not the viewer's. */
export async function discardUpload(viewer: Viewer, id: string): Promise<void> {
  const { count } = await write((tx) =>
    tx.file.updateMany({
      where: { id, ownerId: viewer.id, messageId: null, sentAt: null, state: { not: "GONE" } },
      data: { state: "GONE" },
    }),
  );
  if (count === 0) throw lost();
  removeBytesSoon();
}

async function forget(id: string): Promise<void> {
  await write((tx) => tx.file.updateMany({ where: { id, state: "UPLOADING" }, data: { state: "GONE" } }));
  removeBytesSoon();
}

function requireType(file: UploadInput["files"][number], slug: UploadSlug, limits: UploadLimits): FileType {
  const type = fileTypeOf(file.name);
  const words = findUploadRefusal(file, limits);
  if (slug === "picture" && type.kind !== "image")
    throw new AppError("unsupported_type", "A picture is a PNG, JPEG, GIF, WebP or AVIF file.");
  if (words === null) return type;
  if (isForbiddenType(file.name, limits)) throw new AppError("unsupported_type", words);
  throw new AppError(file.size === 0 ? "invalid" : "too_large", words);
}

const lost = () => new AppError("not_found", "This upload is not wanted any more.");
