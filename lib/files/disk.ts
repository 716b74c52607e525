import "server-only";
import { createReadStream } from "node:fs";
import { link, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import type { ByteRange } from "../http/ranges.ts";
import { incomingPath, keptPath, makeFolderOf, scratchPath } from "./places.ts";
import type { Storage } from "./storage.ts";

/** Files on our own disk, in DATA_DIR/files, named by their ids. */
export const diskStorage: Storage = {
  async collect({ id, storageKey }) {
    return storageKey === null ? incomingPath(id) : keptPath(id);
  },

  async keep({ id }, source, changed) {
    const target = keptPath(id);
    await makeFolderOf(target);
    await sync(source);
    const whole = changed ? source : scratchPath(id);
    if (!changed) await link(source, whole);
    // In one step: what an earlier attempt or another process has made of the same upload is there, or this is.
    await rename(whole, target);
    // Two links to the same bytes would both stay.
    await rm(whole, { force: true });
    await sync(path.dirname(target));
    return id;
  },

  async addressOf() {
    return null;
  },

  async open({ id }, range) {
    return openLocal(keptPath(id), range);
  },

  async remove({ id }) {
    for (const file of [keptPath(id), incomingPath(id)]) await rm(file, { force: true });
  },
};

/** Bytes of a file on this machine. Opened before the first is asked for, so that a missing file is an error at once. */
export async function openLocal(place: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>> {
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
