import "server-only";
import type { File } from "../../prisma/generated/client.ts";
import { db, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { log } from "../log.ts";
import { getRuntime } from "../runtime.ts";
import { Semaphore } from "../semaphore.ts";
import { singleton } from "../singleton.ts";
import { isOf, SNIFF_BYTES, sniff } from "../uploads/server/sniff.ts";
import { cleanMedia, hasMetadata } from "./clean/media.ts";
import { cleanImage, cropPicture } from "./images.ts";
import { shortName } from "./limits.ts";
import type { MessageFile } from "./message-file.ts";
import { fileSelect, toFile, toKind } from "./rows.ts";
import { storeStills } from "./stills.ts";
import { type Arrived, storageOf } from "./storage/storage.ts";
import { type Piece, sizeOfPiece, Workspace } from "./storage/workspace.ts";
import { detectFileType, type FileType } from "./types.ts";

/** The number of files that are examined at the same time where their bytes are in memory. */
const IN_MEMORY_MAX = 2;
const memory = () => singleton("files.in-memory", () => new Semaphore(IN_MEMORY_MAX));

/**
 * Examines a complete upload: its first bytes decide what it is, images and media lose their metadata, and smaller
 * versions are made. Then it is READY. Resolves to null when the upload was given up meanwhile. Throws
 * `unsupported_type` when it is not what its name says or has another size than was announced.
 */
export function examine(row: File): Promise<MessageFile | null> {
  const run = () => Workspace.run(row.id, (workspace) => keepWhenFit(row, workspace));
  return getRuntime().hasDisk ? run() : memory().run(run);
}

async function keepWhenFit(row: File, workspace: Workspace): Promise<MessageFile | null> {
  const storage = storageOf(row.home);
  const arrived = await storage.look(row, SNIFF_BYTES);
  if (arrived.size !== row.size)
    throw new AppError("unsupported_type", `${shortName(row.name)} has another size than was announced.`);
  const found = detectFileType(row.name, sniff(arrived.head), (family) => isOf(arrived.head, family));
  const { changed, ...facts } = await clean(row, found, arrived, workspace);
  const size = changed === null ? arrived.size : await sizeOfPiece(changed);
  const type = row.purpose === "PICTURE" ? "image/webp" : found.type;
  // Smaller versions come first, because storing may move the image.
  const stills = changed && found.kind === "image" ? await storeStills({ ...row, ...facts, type }, changed) : null;
  const storageKey = await storage.store({ ...row, type }, arrived, changed);
  const kind = { kind: toKind(found.kind), isMedia: found.kind !== "document" };
  const [ready] = await write((tx) =>
    tx.file.updateManyAndReturn({
      where: { id: row.id, state: "UPLOADING" },
      data: { ...facts, ...kind, state: "READY", size, type, storageKey, stills },
      select: fileSelect,
    }),
  );
  if (!ready) {
    const other = await db().file.findUnique({ where: { id: row.id, state: "READY" }, select: { id: true } });
    if (!other) await storage.remove({ ...row, storageKey });
    return null;
  }
  // The uploaded bytes are removed last: until the row is READY, a repeated call needs them.
  await storage.removeArrived({ ...row, storageKey }).catch((error) => {
    log.warn("the bytes of an upload could not be removed", { fileId: row.id, error: String(error) });
  });
  return toFile(ready);
}

type Cleaned = {
  /** The bytes that take the place of the uploaded ones; null when those are stored as they are. */
  changed: Piece | null;
  width?: number;
  height?: number;
  animated?: boolean;
  placeholder?: string | null;
};

async function clean(row: File, found: FileType, arrived: Arrived, workspace: Workspace): Promise<Cleaned> {
  const isPicture = row.purpose === "PICTURE";
  if (isPicture && found.kind !== "image")
    throw new AppError("unsupported_type", `${row.name} is not what its name says, so it cannot be a picture.`);
  if (found.kind !== "image" && !hasMetadata(found.family)) return { changed: null };
  const source = await storageOf(row.home).fetch(row, workspace, arrived);
  if (found.kind !== "image") {
    await cleanMedia(source, found.family);
    return { changed: source };
  }
  const work = { person: row.ownerId ?? row.id, source, family: found.family };
  const { piece, ...facts } = await (isPicture ? cropPicture : cleanImage)(work, workspace.keep);
  return { changed: piece, ...facts };
}
