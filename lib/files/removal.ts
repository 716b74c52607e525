import "server-only";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { File } from "../../prisma/generated/client.ts";
import { getConfig } from "../config.ts";
import { db, type Tx, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import type { PeriodicWork } from "../leases/periodic-work.ts";
import { log } from "../log.ts";
import { singleton } from "../singleton.ts";
import { RESERVED_KEPT_MS, UNSENT_KEPT_MS } from "./limits.ts";
import { THUMBNAIL_SIZES } from "./schema.ts";
import { incomingPath, thumbnailPath } from "./storage/paths.ts";
import { storageOf } from "./storage/storage.ts";

const SWEEP_MS = 15 * 60 * 1000;
const BATCH_SIZE = 100;
/** Each sweep checks one of these parts of the smaller versions, so that all are checked within a day. */
const PARTS = 96;
/** A file in the folder of uploads that was not written to for this time belongs to no running upload. */
const ORPHAN_MS = 60 * 60 * 1000;

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
  const state = removal();
  state.again = true;
  state.running ??= drain(state)
    .catch((error) => log.error("bytes of files could not be removed", { error }))
    .finally(() => {
      state.running = null;
    });
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
    const sweep = () => void sweepDisk().catch((error) => log.error("the disk could not be swept", { error }));
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
  await expireReservations();
  removeBytesSoon();
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

async function removeGone(): Promise<void> {
  const failed: string[] = [];
  // Storages that do not answer are skipped, because trying each of their files would delay the others.
  const away = new Set<File["home"]>();
  for (;;) {
    const rows = await db().file.findMany({
      where: { state: "GONE", id: { notIn: failed }, home: { notIn: [...away] } },
      take: BATCH_SIZE,
    });
    if (rows.length === 0) return;
    const removed: string[] = [];
    for (const row of rows) {
      if (away.has(row.home)) continue;
      try {
        await storageOf(row.home).remove(row);
        for (const size of THUMBNAIL_SIZES) await rm(thumbnailPath(row.id, size), { force: true });
        removed.push(row.id);
      } catch (error) {
        // The row stays, so that the next sweep tries again.
        if (error instanceof AppError && error.code === "unavailable") away.add(row.home);
        else failed.push(row.id);
        const cause = error instanceof Error && error.cause ? String(error.cause) : undefined;
        log.warn("the bytes of a file could not be removed", { fileId: row.id, error: String(error), cause });
      }
    }
    // The row is deleted after the bytes, so that bytes without a row never stay behind.
    if (removed.length > 0) await write((tx) => tx.file.deleteMany({ where: { id: { in: removed } } }));
    if (failed.length >= BATCH_SIZE) return;
  }
}

/** Deletes files without an upload in the folder of uploads, which a killed process leaves behind. */
async function removeOrphans(): Promise<void> {
  const folder = path.join(getConfig().files.folder, "incoming");
  const names = await readdir(folder).catch(() => []);
  for (let i = 0; i < names.length; i += BATCH_SIZE) {
    const some = names.slice(i, i + BATCH_SIZE);
    const ids = some.map((name) => name.split(".", 1)[0] ?? "");
    const rows = await db().file.findMany({
      where: { id: { in: ids }, state: "UPLOADING" },
      select: { id: true },
    });
    const wanted = new Set(rows.map((row) => row.id));
    for (const [index, name] of some.entries())
      if (!wanted.has(ids[index] ?? "")) await removeOld(path.join(folder, name));
  }
}

/**
 * Deletes smaller versions on this machine whose files another machine has removed, in one of PARTS parts of their
 * folders. `part` may be any number; it is taken modulo PARTS.
 */
export async function removeOrphanStills(part: number): Promise<void> {
  const small = path.join(getConfig().files.folder, "small");
  const folders = (await readdir(small).catch(() => [])).sort().filter((_, n) => n % PARTS === part % PARTS);
  for (const folder of folders) {
    const names = await readdir(path.join(small, folder));
    for (let at = 0; at < names.length; at += BATCH_SIZE) {
      const some = names.slice(at, at + BATCH_SIZE);
      const idOf = (name: string) => name.split("-", 1)[0] ?? "";
      const rows = await db().file.findMany({ where: { id: { in: some.map(idOf) } }, select: { id: true } });
      const known = new Set(rows.map((row) => row.id));
      for (const name of some) if (!known.has(idOf(name))) await rm(path.join(small, folder, name), { force: true });
    }
  }
}

async function removeOld(file: string): Promise<void> {
  const written = (await stat(file).catch(() => null))?.mtimeMs ?? 0;
  if (written < Date.now() - ORPHAN_MS) await rm(file, { force: true });
}
