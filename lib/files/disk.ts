import "server-only";
import { createReadStream } from "node:fs";
import { link, open, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { incomingPath, keptPath, makeFolderOf, scratchPath } from "./places.ts";
import type { Range, Storage } from "./storage.ts";

/** Files on our own disk, in DATA_DIR/files, named by their ids. */
export const diskStorage: Storage = {
  async collect({ id }) {
    return incomingPath(id);
  },

  async keep({ id }, source) {
    const target = keptPath(id);
    await makeFolderOf(target);
    await sync(source);
    // An earlier attempt at this very upload that did not get as far as the database. Nobody has read it.
    await rm(target, { force: true });
    // Unlike a rename, a link never replaces what somebody else put there.
    await link(source, target);
    await sync(path.dirname(target));
    await rm(source, { force: true });
    await rm(incomingPath(id), { force: true });
    return id;
  },

  async addressOf() {
    return null;
  },

  async open({ id }, range) {
    return openLocal(keptPath(id), range);
  },

  async remove({ id }) {
    for (const file of [keptPath(id), incomingPath(id), scratchPath(id)]) await rm(file, { force: true });
  },
};

/** Bytes of a file on this machine. Opened before the first is asked for, so that a missing file is an error at once. */
export async function openLocal(place: string, range?: Range): Promise<ReadableStream<Uint8Array>> {
  const handle = await open(place, "r");
  const stream = createReadStream("", { fd: handle, start: range?.start, end: range?.end, autoClose: true });
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}

/** Has a file or a folder's list of names on the disk before anything is said about it. */
async function sync(place: string): Promise<void> {
  const handle = await open(place, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
