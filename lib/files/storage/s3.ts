import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { contentDisposition, contentType, wholeSize } from "../../http/ranges.ts";
import { getRuntime } from "../../runtime.ts";
import { THUMBNAIL_SIZES } from "../message-file.ts";
import { incomingPath } from "./paths.ts";
import { arrivedKeyOf, keyOf, stillKeyOf } from "./s3-keys.ts";
import { ask, copyObject, presign } from "./s3-request.ts";
import type { Storage } from "./storage.ts";
import { blobOfPiece, type Piece, readPart, sizeOfPiece } from "./workspace.ts";

/** The signed URLs of a file change at this interval; within it a browser finds the file in its cache. */
const WINDOW_SECONDS = 5 * 60;
/**
 * A signed URL is valid for at least this time, and for at most WINDOW_SECONDS more. A player requests further ranges
 * while it plays.
 */
const GOOD_SECONDS = 5 * 60;
const GOOD_PLAYING_SECONDS = 60 * 60;

/**
 * Stores files in an S3-compatible store, private. Bytes come to it through this server or, under another key, from
 * browsers; in both cases they get the key of the file when they have been examined (docs/decisions/042).
 */
export const s3Storage: Storage = {
  async look(file, length) {
    const local = await lookLocally(file, length);
    if (local) return local;
    const answer = await ask("GET", arrivedKeyOf(file.id), { headers: { Range: `bytes=0-${length - 1}` } });
    if (!answer) throw missing(arrivedKeyOf(file.id));
    const head = Buffer.from(await answer.arrayBuffer());
    const size = wholeSize(answer.headers) ?? head.length;
    return { head: head.subarray(0, length), size, version: answer.headers.get("etag") };
  },

  async fetch(file, workspace, arrived) {
    if (arrived && arrived.version === null) return incomingPath(file.id);
    const key = arrived ? arrivedKeyOf(file.id) : (file.storageKey ?? keyOf(file.id));
    const headers: Record<string, string> = arrived?.version ? { "If-Match": arrived.version } : {};
    const answer = await ask("GET", key, { headers });
    if (!answer?.body) throw missing(key);
    return workspace.receive(answer.body);
  },

  async store({ id, type }, arrived, changed) {
    if (changed === null && arrived.version !== null) {
      const isThere = await copyObject(arrivedKeyOf(id), keyOf(id), arrived.version, contentType(type), arrived.size);
      if (!isThere) throw missing(arrivedKeyOf(id));
    } else await putObject(keyOf(id), contentType(type), changed ?? incomingPath(id));
    return keyOf(id);
  },

  async removeArrived(file) {
    if (getRuntime().hasDisk) await rm(incomingPath(file.id), { force: true });
    if (file.putUntil !== null) await ask("DELETE", arrivedKeyOf(file.id));
  },

  async storeStill({ id }, size, bytes) {
    await putObject(stillKeyOf(id, size), "image/webp", bytes);
    return stillKeyOf(id, size);
  },

  publicUrl({ id, storageKey, name, type }) {
    const windowMs = WINDOW_SECONDS * 1000;
    const good = /^(audio|video)\//.test(type) ? GOOD_PLAYING_SECONDS : GOOD_SECONDS;
    return presign({
      method: "GET",
      key: storageKey ?? keyOf(id),
      seconds: good + WINDOW_SECONDS,
      now: new Date(Math.floor(Date.now() / windowMs) * windowMs),
      query: {
        "response-content-type": contentType(type),
        // Browsers ignore the `download` attribute of links to another origin, so the response itself must say that it
        // is to be saved. Images and players ignore this header.
        "response-content-disposition": contentDisposition(name, false),
        "response-cache-control": `private, max-age=${WINDOW_SECONDS}`,
      },
    });
  },

  async open({ id, storageKey }, range) {
    const key = storageKey ?? keyOf(id);
    const headers: Record<string, string> = range ? { Range: `bytes=${range.start}-${range.end}` } : {};
    const answer = await ask("GET", key, { headers });
    if (!answer) throw missing(key);
    if (range && answer.status !== 206) {
      await answer.body?.cancel();
      throw new Error("the store does not answer with a part of a file");
    }
    // Empty files are refused, so an answer of 200 or 206 has a body.
    return answer.body as ReadableStream<Uint8Array>;
  },

  async remove(file) {
    const { id, storageKey, type } = file;
    const mayHaveStills = storageKey === null || type.startsWith("image/");
    const stills = mayHaveStills ? THUMBNAIL_SIZES.map((size) => stillKeyOf(id, size)) : [];
    for (const key of new Set([keyOf(id), storageKey ?? keyOf(id), ...stills])) await ask("DELETE", key);
    await s3Storage.removeArrived(file);
  },
};

const missing = (key: string): Error => new Error(`the store has no object ${key}`);

/** Looks at an upload that came through this machine; null when there is none, or not all of it. */
async function lookLocally({ id, size }: { id: string; size: number }, length: number) {
  const place = incomingPath(id);
  if (!getRuntime().hasDisk || (await sizeOfPiece(place).catch(() => -1)) !== size) return null;
  return { head: await readPart(place, 0, length), size, version: null };
}

/** A PUT is atomic: the store has either the whole object or none. */
async function putObject(key: string, type: string, piece: Piece): Promise<void> {
  const headers = { "Content-Type": type, "X-Amz-Content-Sha256": await hashOf(piece) };
  await ask("PUT", key, { headers, body: await blobOfPiece(piece) });
}

async function hashOf(piece: Piece): Promise<string> {
  const hash = createHash("sha256");
  if (typeof piece === "string") await pipeline(createReadStream(piece), hash);
  else hash.update(piece);
  return hash.digest("hex");
}
