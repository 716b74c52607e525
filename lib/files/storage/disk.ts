import "server-only";
import { link, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { ByteRange } from "../../http/ranges.ts";
import { incomingPath, makeFolderOf, scratchPath, storedPath } from "./paths.ts";
import type { Storage } from "./storage.ts";
import { readPart, sizeOfPiece } from "./workspace.ts";

/** Stores files on our own disk, in DATA_DIR/files, named by their ids. */
export const diskStorage: Storage = {
  async look({ id }, length) {
    const place = incomingPath(id);
    return { head: await readPart(place, 0, length), size: await sizeOfPiece(place), version: null };
  },

  async fetch({ id }, _workspace, arrived) {
    return arrived ? incomingPath(id) : storedPath(id);
  },

  async store({ id }, _arrived, changed) {
    // There is always a disk here, so the bytes are in a file.
    const source = typeof changed === "string" ? changed : incomingPath(id);
    const target = storedPath(id);
    await makeFolderOf(target);
    await sync(source);
    // The uploaded bytes stay until the upload's row is READY, so they are copied.
    const isOwn = source === incomingPath(id);
    const whole = isOwn ? scratchPath(id) : source;
    if (isOwn) await link(source, whole);
    // The rename is atomic: the target is either this copy or the equal one of an earlier attempt or another process.
    await rename(whole, target);
    // When both names are hard links to the same bytes, rename does nothing, and the old name would stay.
    await rm(whole, { force: true });
    await sync(path.dirname(target));
    return id;
  },

  async removeArrived({ id }) {
    await rm(incomingPath(id), { force: true });
  },

  storeStill: null,

  async publicUrl() {
    return null;
  },

  async open({ id }, range) {
    return openLocalFile(storedPath(id), range);
  },

  async remove({ id }) {
    for (const file of [storedPath(id), incomingPath(id)]) await rm(file, { force: true });
  },
};

/** A file is read in chunks of this size; one chunk is held for each slow reader. */
const CHUNK_BYTES = 256 * 1024;

/**
 * Opens a file on this machine as a stream, or a range of it. The first chunk is read at once, so that a missing file
 * throws here. The file is closed between chunks: a reader who disappears leaves no handle behind, and the rest of a
 * file whose message was deleted meanwhile is not served.
 */
export async function openLocalFile(place: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>> {
  let at = range?.start ?? 0;
  const end = range === undefined ? Number.POSITIVE_INFINITY : range.end + 1;
  const next = async () => {
    const piece = await readPart(place, at, Math.min(CHUNK_BYTES, end - at));
    at += piece.length;
    return piece;
  };
  let ahead: Uint8Array | null = await next();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const piece = ahead ?? (await next());
        ahead = null;
        if (piece.length > 0) controller.enqueue(piece);
        if (piece.length === 0 || at >= end) controller.close();
      },
      cancel() {
        ahead = null;
      },
    },
    { highWaterMark: 0 },
  );
}

/** Flushes a file, or the list of names of a folder, to the disk. */
async function sync(place: string): Promise<void> {
  const handle = await open(place, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
