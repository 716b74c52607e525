import "server-only";
import { link, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import type { ByteRange } from "../../http/ranges.ts";
import { incomingPath, keptPath, makeFolderOf, scratchPath } from "./paths.ts";
import type { Storage } from "./storage.ts";

/** Files on our own disk, in DATA_DIR/files, named by their ids. */
export const diskStorage: Storage = {
  async collect({ id, storageKey }) {
    return storageKey === null ? incomingPath(id) : keptPath(id);
  },

  async keep({ id }, source) {
    const target = keptPath(id);
    await makeFolderOf(target);
    await sync(source);
    // The upload's own bytes stay until its row says that it is ready.
    const isOwn = source === incomingPath(id);
    const whole = isOwn ? scratchPath(id) : source;
    if (isOwn) await link(source, whole);
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

/** So much of a file is read at a time, and held for a reader who is slow. */
const CHUNK_BYTES = 256 * 1024;

/**
 * Bytes of a file on this machine, read a piece at a time as they are asked for. The first piece is read at once, so
 * that a missing file is an error at once. Between two pieces nothing is open: a reader who goes away, in whatever way,
 * leaves no handle behind, and the end of a file whose message was deleted meanwhile is not handed out.
 */
export async function openLocal(place: string, range?: ByteRange): Promise<ReadableStream<Uint8Array>> {
  let at = range?.start ?? 0;
  const end = range === undefined ? Number.POSITIVE_INFINITY : range.end + 1;
  const next = async () => {
    const piece = await readPiece(place, at, Math.min(CHUNK_BYTES, end - at));
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

async function readPiece(place: string, at: number, length: number): Promise<Uint8Array> {
  const handle = await open(place, "r");
  try {
    // Of its own, and not of Node's pool: it is handed on and may be kept for long.
    const { buffer, bytesRead } = await handle.read(Buffer.allocUnsafeSlow(length), 0, length, at);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
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
