import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const SOURCE = path.resolve("tests/support/disk.c");

export type Disk = {
  /** The environment of a server that uses this disk, with its data below `dataDir`. */
  env: Record<string, string>;
  /**
   * A folder with each database file as it was when it was last synced, which is the worst that a power cut can leave.
   */
  synced: string;
  fill(): void;
  free(): void;
};

/** A simulated disk for part of a server's data. It can be full, and it remembers what was really synced. */
export function failingDisk(dataDir: string, watched = "parley.db"): Disk {
  const synced = mkdtempSync(path.join(tmpdir(), "parley-synced-"));
  process.once("exit", () => rmSync(synced, { recursive: true, force: true }));
  const full = path.join(synced, "full");
  return {
    synced,
    env: { ...preload(dataDir, watched), DISK_SYNCED: synced, DISK_FULL: full },
    fill: () => writeFileSync(full, ""),
    free: () => rmSync(full),
  };
}

/** The environment of a server that is killed at its n-th write to the database. */
export function killedAtWrite(dataDir: string, n: number): Record<string, string> {
  return { ...preload(dataDir), DISK_DIE_AT: String(n) };
}

/**
 * The environment of a server whose data folder does not support shared memory, as some network and host folders do
 * not.
 */
export function unsharedDisk(dataDir: string): Record<string, string> {
  return { ...preload(dataDir), DISK_UNSHARED: "1" };
}

function preload(dataDir: string, watched = "parley.db"): Record<string, string> {
  return { LD_PRELOAD: library(), DISK_WATCHED: path.join(dataDir, watched) };
}

/**
 * The library is compiled once for each state of its source, by the compiler that the database driver needs as well.
 */
function library(): string {
  const hash = createHash("sha256").update(readFileSync(SOURCE)).digest("hex").slice(0, 16);
  const file = path.join(tmpdir(), `parley-disk-${hash}.so`);
  if (existsSync(file)) return file;
  const draft = `${file}.${process.pid}`;
  execFileSync("gcc", ["-shared", "-fPIC", "-O1", "-o", draft, SOURCE, "-ldl"]);
  renameSync(draft, file);
  return file;
}
