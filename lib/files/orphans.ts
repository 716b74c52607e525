import "server-only";
import { readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { getConfig } from "../config.ts";
import { db } from "../db/doors.ts";

const BATCH_SIZE = 100;
/** Each sweep checks one of these parts of the smaller versions, so that all are checked within a day. */
const PARTS = 96;
/** A file in the folder of uploads that was not written to for this time belongs to no running upload. */
const ORPHAN_MS = 60 * 60 * 1000;

/** Deletes files without an upload in the folder of uploads, which a killed process leaves behind. */
export async function removeOrphans(): Promise<void> {
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
