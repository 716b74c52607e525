import "server-only";
import { rm, stat } from "node:fs/promises";
import type { File } from "../../prisma/generated/client.ts";
import { db, sql, type Tx, write } from "../db/doors.ts";
import { later } from "../later.ts";
import type { PeriodicWork } from "../leases/periodic-work.ts";
import { getRuntime } from "../runtime.ts";
import { singleton } from "../singleton.ts";
import { RESERVED_KEPT_MS, UNSENT_KEPT_MS } from "./limits.ts";
import { THUMBNAIL_SIZES } from "./message-file.ts";
import { removeOrphanStills, removeOrphans } from "./orphans.ts";
import { SkippedFiles } from "./skipped-files.ts";
import { incomingPath, thumbnailPath } from "./storage/paths.ts";
import { storageOf } from "./storage/storage.ts";

const SWEEP_MS = 15 * 60 * 1000;
const BATCH_SIZE = 100;
/** What is called by a clock has to come to an end; its next call goes on. */
const REMOVED_PER_CALL = 500;

/**
 * Which files to remove: those of a message, those of a room, those of a person that are in no message, or one by its
 * id.
 */
type FileFilter = { messageId: string } | { roomId: string } | { ownerId: string; messageId: null } | { id: string };

/**
 * Marks files as GONE, so that nobody can read them, in the caller's transaction. The caller calls `removeBytesSoon`
 * after the commit.
 */
export async function markFilesGone(tx: Tx, filter: FileFilter): Promise<void> {
  await tx.file.updateMany({
    where: { ...filter, state: { not: "GONE" } },
    data: { state: "GONE", messageId: null, roomId: null, position: null },
  });
}

type Removal = { running: Promise<void> | null; again: boolean };
const removal = () => singleton<Removal>("files.removal", () => ({ running: null, again: false }));

/**
 * Starts to remove the bytes of files that are GONE, without waiting. Whatever remains when the process ends is removed
 * by the next sweep.
 */
export function removeBytesSoon(): void {
  later(removeBytes(), "bytes of files could not be removed");
}

function removeBytes(): Promise<void> {
  const state = removal();
  state.again = true;
  state.running ??= drain(state).finally(() => {
    state.running = null;
  });
  return state.running;
}

async function drain(state: Removal): Promise<void> {
  while (state.again) {
    state.again = false;
    await removeGone();
  }
}

/** Deletes uploads that nobody sent and the bytes of files that are GONE. */
export const fileSweep: PeriodicWork = { name: "files", everyMs: SWEEP_MS, run: sweepFiles };

/** Starts to delete, now and every SWEEP_MS, what is on the disk of this machine and belongs to no file any more. */
export function startDiskSweep(): void {
  singleton("files.disk-sweep", () => {
    const sweep = () => later(sweepDisk(), "the disk could not be swept");
    sweep();
    return setInterval(sweep, SWEEP_MS).unref();
  });
}

async function sweepDisk(): Promise<void> {
  await removeOrphans();
  await removeOrphanStills(Math.floor(Date.now() / SWEEP_MS));
}

async function sweepFiles(): Promise<void> {
  const before = new Date(Date.now() - UNSENT_KEPT_MS);
  await write((tx) =>
    tx.file.updateMany({
      where: { state: { not: "GONE" }, messageId: null, sentAt: null, createdAt: { lt: before } },
      data: { state: "GONE" },
    }),
  );
  if (getRuntime().hasDisk) {
    await expireReservations();
    await removeBytes();
    await removeLateUploads();
  } else {
    await removeGone(REMOVED_PER_CALL);
    await removeLateUploads(REMOVED_PER_CALL);
  }
}

/**
 * Deletes uploads that were announced long ago and of which no byte has come, so that they do not use up the quotas.
 */
export async function expireReservations(now = Date.now()): Promise<void> {
  const before = new Date(now - RESERVED_KEPT_MS);
  const reserved = { state: "UPLOADING", home: "DISK", createdAt: { lt: before } } as const;
  const rows = await db().file.findMany({ where: reserved, select: { id: true } });
  const expired: string[] = [];
  for (const { id } of rows) {
    const written = (await stat(incomingPath(id)).catch(() => null))?.mtimeMs ?? 0;
    if (written < before.getTime()) expired.push(id);
  }
  for (let at = 0; at < expired.length; at += BATCH_SIZE) {
    const ids = expired.slice(at, at + BATCH_SIZE);
    await write((tx) => tx.file.updateMany({ where: { id: { in: ids }, ...reserved }, data: { state: "GONE" } }));
  }
}

/** Removes the bytes of all files that are GONE, or of about `max`. */
async function removeGone(max = Number.POSITIVE_INFINITY): Promise<void> {
  const { hasDisk } = getRuntime();
  const skipped = new SkippedFiles();
  for (let count = 0; count < max && skipped.failures < BATCH_SIZE; count += BATCH_SIZE) {
    const rows = await listRemovable(skipped);
    if (rows.length === 0) return;
    const removed: string[] = [];
    const awaited: string[] = [];
    await skipped.each(rows, async (row) => {
      if (row.bytesId === null) await storageOf(row.home).remove(row);
      if (hasDisk) for (const size of THUMBNAIL_SIZES) await rm(thumbnailPath(row.id, size), { force: true });
      (mayStillCome(row) ? awaited : removed).push(row.id);
    });
    // The row is deleted after the bytes, so that bytes without a row never stay behind.
    if (removed.length > 0) await write((tx) => tx.file.deleteMany({ where: { id: { in: removed } } }));
    // Without its key a row waits until no bytes can come any more, and they are then removed once more.
    if (awaited.length > 0)
      await write((tx) => tx.file.updateMany({ where: { id: { in: awaited } }, data: { uploadKey: null } }));
  }
}

/** Some of the files that are GONE. One whose bytes others show, because its message was forwarded, stays until the last of those goes. */
async function listRemovable({ sqlRest }: SkippedFiles): Promise<File[]> {
  const found = await sql.all<{ id: string }>`
    SELECT f."id" FROM "File" f WHERE f."state" = 'GONE' ${sqlRest}
      AND (f."putUntil" IS NULL OR f."putUntil" < ${new Date()} OR f."uploadKey" IS NOT NULL)
      AND NOT EXISTS (SELECT 1 FROM "File" c WHERE c."bytesId" = f."id")
    LIMIT ${BATCH_SIZE}`;
  return db().file.findMany({ where: { id: { in: found.map(({ id }) => id) } } });
}

/** Whether a browser can still send bytes of the upload to the store, past us. */
const mayStillCome = ({ putUntil }: Pick<File, "putUntil">): boolean => putUntil !== null && putUntil > new Date();

/**
 * Removes what browsers have sent to the store again after their upload was examined, for all files or about `max`. The
 * signed URL is not valid any more by then, so this is done once for each file.
 */
async function removeLateUploads(max = Number.POSITIVE_INFINITY): Promise<void> {
  const where = { state: "READY", putUntil: { lt: new Date() } } as const;
  const skipped = new SkippedFiles();
  for (let count = 0; count < max && skipped.failures < BATCH_SIZE; count += BATCH_SIZE) {
    const rows = await db().file.findMany({ where: { ...where, ...skipped.rest }, take: BATCH_SIZE });
    if (rows.length === 0) return;
    const done: string[] = [];
    await skipped.each(rows, async (row) => {
      await storageOf(row.home).removeArrived(row);
      done.push(row.id);
    });
    if (done.length > 0)
      await write((tx) => tx.file.updateMany({ where: { ...where, id: { in: done } }, data: { putUntil: null } }));
  }
}
