import "server-only";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { File } from "../../prisma/generated/client.ts";
import { getConfig } from "../config.ts";
import { db, type Tx, write } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { log } from "../log.ts";
import { singleton } from "../singleton.ts";
import { ANNOUNCED_KEPT_MS, UNCLAIMED_KEPT_MS } from "./limits.ts";
import { THUMBNAIL_SIZES } from "./schema.ts";
import { incomingPath, thumbnailPath } from "./storage/paths.ts";
import { storageOf } from "./storage/storage.ts";

const SWEEP_MS = 15 * 60 * 1000;
const AT_A_TIME = 100;
/** Each sweep looks through one part of the small versions, so that a day sees them all. */
const PARTS = 96;
/** What nobody has written to for so long is not being worked on. */
const STRAY_MS = 60 * 60 * 1000;

/** What is to go: the files of a message, of a whole room, those of a person that are in no message, or named ones. */
type Which = { messageId: string } | { roomId: string } | { ownerId: string; messageId: null } | { id: string };

/** Takes files away from everybody, in the caller's transaction; `removeBytesSoon` after the commit does the rest. */
export async function markFilesGone(tx: Tx, which: Which): Promise<void> {
  await tx.file.updateMany({
    where: { ...which, state: { not: "GONE" } },
    data: { state: "GONE", messageId: null, roomId: null, position: null },
  });
}

type Removal = { running: Promise<void> | null; again: boolean };
const removal = () => singleton<Removal>("files.removal", () => ({ running: null, again: false }));

/** Removes the bytes of what is gone, without anybody waiting. What the process does not get to, the next sweep does. */
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

/** Now, and from time to time: what nobody sent goes, and the bytes of what is gone. */
export function startFileSweep(): void {
  singleton("files.sweep", () => {
    const sweep = () => void sweepFiles().catch((error) => log.error("files could not be swept", { error }));
    sweep();
    return setInterval(sweep, SWEEP_MS).unref();
  });
}

async function sweepFiles(): Promise<void> {
  const before = new Date(Date.now() - UNCLAIMED_KEPT_MS);
  await write((tx) =>
    tx.file.updateMany({
      where: { state: { not: "GONE" }, messageId: null, sentAt: null, createdAt: { lt: before } },
      data: { state: "GONE" },
    }),
  );
  await endAnnounced();
  removeBytesSoon();
  await removeStrays();
  await removeStrayStills(Math.floor(Date.now() / SWEEP_MS));
}

/** Ends what was announced long ago and does not come, so that nobody holds room for others with nothing. */
export async function endAnnounced(now = Date.now()): Promise<void> {
  const before = new Date(now - ANNOUNCED_KEPT_MS);
  const announced = { state: "UPLOADING", home: "DISK", createdAt: { lt: before } } as const;
  const rows = await db().file.findMany({ where: announced, select: { id: true } });
  const silent: string[] = [];
  for (const { id } of rows) {
    const written = (await stat(incomingPath(id)).catch(() => null))?.mtimeMs ?? 0;
    if (written < before.getTime()) silent.push(id);
  }
  for (let at = 0; at < silent.length; at += AT_A_TIME) {
    const ids = silent.slice(at, at + AT_A_TIME);
    await write((tx) => tx.file.updateMany({ where: { id: { in: ids }, ...announced }, data: { state: "GONE" } }));
  }
}

async function removeGone(): Promise<void> {
  const failed: string[] = [];
  // Homes that do not answer: asking for each of their files would take the time of the others.
  const away = new Set<File["home"]>();
  for (;;) {
    const rows = await db().file.findMany({
      where: { state: "GONE", id: { notIn: failed }, home: { notIn: [...away] } },
      take: AT_A_TIME,
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
        // Its row stays, and with it the next try.
        if (error instanceof AppError && error.code === "unavailable") away.add(row.home);
        else failed.push(row.id);
        const cause = error instanceof Error && error.cause ? String(error.cause) : undefined;
        log.warn("the bytes of a file could not be removed", { fileId: row.id, error: String(error), cause });
      }
    }
    // The row goes last: as long as there are bytes, there is a row that knows of them.
    if (removed.length > 0) await write((tx) => tx.file.deleteMany({ where: { id: { in: removed } } }));
    if (failed.length >= AT_A_TIME) return;
  }
}

/** Uploads that nobody waits for any more, and halves of what was made of files: left by a process that was killed. */
async function removeStrays(): Promise<void> {
  const folder = path.join(getConfig().files.folder, "incoming");
  const names = await readdir(folder).catch(() => []);
  for (let i = 0; i < names.length; i += AT_A_TIME) {
    const some = names.slice(i, i + AT_A_TIME);
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

/** Small versions, kept on this machine, of files that another machine has removed: in the `part`-th of PARTS, counted on. */
export async function removeStrayStills(part: number): Promise<void> {
  const small = path.join(getConfig().files.folder, "small");
  const folders = (await readdir(small).catch(() => [])).sort().filter((_, n) => n % PARTS === part % PARTS);
  for (const folder of folders) {
    const names = await readdir(path.join(small, folder));
    for (let at = 0; at < names.length; at += AT_A_TIME) {
      const some = names.slice(at, at + AT_A_TIME);
      const idOf = (name: string) => name.split("-", 1)[0] ?? "";
      const rows = await db().file.findMany({ where: { id: { in: some.map(idOf) } }, select: { id: true } });
      const known = new Set(rows.map((row) => row.id));
      for (const name of some) if (!known.has(idOf(name))) await rm(path.join(small, folder, name), { force: true });
    }
  }
}

async function removeOld(file: string): Promise<void> {
  const written = (await stat(file).catch(() => null))?.mtimeMs ?? 0;
  if (written < Date.now() - STRAY_MS) await rm(file, { force: true });
}
