import "server-only";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { ConfigError, getConfig } from "../config.ts";
import { db, write } from "../db/doors.ts";
import { createId } from "../ids.ts";
import { getRuntime } from "../runtime.ts";

/** The key of the `Setting` row with the id of the folder that holds the files of this database. */
const KEY = "files.folder";

/**
 * Makes sure that all processes which keep files on a disk keep them in one folder: the folder has an id, and the
 * database remembers the first one. Without that, each of several machines would keep what only it can serve. Throws
 * ConfigError in a process with another folder.
 */
export async function claimFolder(): Promise<void> {
  const { home, folder } = getConfig().files;
  const { isAlone, hasDisk } = getRuntime();
  if (isAlone || !hasDisk || home !== "DISK") return;
  const file = path.join(folder, "folder-id");
  // The row comes first: whoever writes it has written the file before, so that of two that start at once on one folder
  // none finds the row of the other and not its file.
  const known = await db().setting.findUnique({ where: { key: KEY } });
  const own = await readFile(file, "utf8").catch(() => null);
  const id = own?.trim() || (known ? "" : await writeId(file));
  // An id that is empty would be the same in every folder.
  if (!known && !id) throw new ConfigError(`${file} is empty: delete it.`);
  const holder = known?.value ?? (await claim(JSON.stringify(id)));
  if (holder === JSON.stringify(id)) return;
  throw new ConfigError(
    `The files of this database are in another folder than ${folder}: give all instances one store (S3_ENDPOINT or UPLOADTHING_TOKEN), or write ${JSON.parse(holder)} into ${file} if they were moved here.`,
  );
}

/**
 * Returns the id of the folder, which is another one when somebody else was faster. The file is written before the row,
 * so that a process that dies in between has lost nothing.
 */
async function writeId(file: string): Promise<string> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  // The file gets its name with the id in it, so that nobody reads it while it is empty.
  const scratch = `${file}.${createId()}`;
  try {
    await writeFile(scratch, createId(), { mode: 0o600 });
    await link(scratch, file).catch((error) => {
      if (error.code !== "EEXIST") throw error;
    });
  } finally {
    await rm(scratch, { force: true });
  }
  return (await readFile(file, "utf8")).trim();
}

/** Returns the id that the database remembers, which is another one when somebody else was faster. */
async function claim(value: string): Promise<string> {
  const row = await write((tx) =>
    tx.setting.upsert({ where: { key: KEY }, create: { key: KEY, value }, update: {}, select: { value: true } }),
  );
  return row.value;
}
