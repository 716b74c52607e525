import "server-only";
import { rename, stat } from "node:fs/promises";
import type { File } from "../../prisma/generated/client.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { notFound } from "../errors.ts";
import type { ByteRange } from "../http/ranges.ts";
import { singleFlight } from "../single-flight.ts";
import { accessFile } from "./access.ts";
import { bytesOf } from "./bytes-of.ts";
import { decodeText } from "./decode-text.ts";
import { shrinkImage } from "./images.ts";
import { isHeavyToDecode } from "./limits.ts";
import { THUMBNAIL_SIZES } from "./message-file.ts";
import { getStoredStill } from "./stills.ts";
import { openLocalFile } from "./storage/disk.ts";
import { makeFolderOf, thumbnailPath } from "./storage/paths.ts";
import { storageOf } from "./storage/storage.ts";
import { type Piece, Workspace } from "./storage/workspace.ts";
import { type ImageFamily, imageFamilyOf, isText } from "./types.ts";

/** The part of a text file that its preview shows. */
const EXCERPT_BYTES = 8 * 1024;
const EXCERPT_LINES = 40;

/** Bytes to be served; `open` reads them. `tag` is an ETag: bytes with the same tag are the same. */
export type ServedBytes = {
  /** A short-lived URL at another host where readers get the bytes; null when this server serves them. */
  address: URL | null;
  name: string;
  type: string;
  size: number;
  tag: string;
  open(range?: ByteRange): Promise<ReadableStream<Uint8Array>>;
};

/**
 * Returns a file that the viewer may read now. With `size` it returns a still version of an image, at most `size` px at
 * its longest edge. Throws `not_found` when the viewer may not read it, and for a still
 * version of what is no image.
 */
export async function serveFile(viewer: Viewer, fileId: string, size: number | undefined): Promise<ServedBytes> {
  const file = await accessFile(viewer, fileId);
  if (size !== undefined) return serveStill(viewer, file, size);
  const storage = storageOf(file.home);
  const { id, name, type } = file;
  return {
    ...{ name, type, size: file.size, tag: id },
    address: await storage.publicUrl(bytesOf(file)),
    open: (range) => storage.open(bytesOf(file), range),
  };
}

/** Returns the first lines of a text or code file. Throws `not_found` for any other file. */
export async function readExcerpt(viewer: Viewer, fileId: string): Promise<{ text: string; truncated: boolean }> {
  const file = await accessFile(viewer, fileId);
  if (!isText(file.type)) throw notFound("file");
  const end = Math.min(file.size, EXCERPT_BYTES) - 1;
  const bytes = Buffer.from(
    await new Response(await storageOf(file.home).open(bytesOf(file), { start: 0, end })).arrayBuffer(),
  );
  const lines = decodeText(bytes)
    .replaceAll("\0", "\uFFFD")
    .split(/\r\n|\r|\n/);
  const isCut = file.size > EXCERPT_BYTES;
  // The last line of truncated bytes may be incomplete.
  if (isCut && lines.length > 1) lines.pop();
  return { text: lines.slice(0, EXCERPT_LINES).join("\n"), truncated: isCut || lines.length > EXCERPT_LINES };
}

async function serveStill(viewer: Viewer, file: File, size: number): Promise<ServedBytes> {
  const family = imageFamilyOf(file.type);
  if (!family) throw notFound("file");
  const storage = storageOf(file.home);
  const named = { name: `${file.name.replace(/\.[^.]*$/, "")}.webp`, type: "image/webp" };
  if (!storage.storeStill) {
    const { place, bytes } = await getStill({ viewer, file, family }, size);
    const open = (range?: ByteRange) => openLocalFile(place, range);
    return { ...named, size: bytes, tag: `${file.id}-${size}`, address: null, open };
  }
  const { edge, bytes, key } = await getStoredStill(file, size);
  const still = { ...file, ...named, storageKey: key };
  return {
    ...{ ...named, size: bytes, tag: `${file.id}-${edge}` },
    address: await storage.publicUrl(still),
    open: (range) => storage.open(still, range),
  };
}

type StillRequest = { viewer: Viewer; file: File; family: ImageFamily };
type Still = { place: string; bytes: number };

/**
 * Returns a smaller version of an image on our own disk. It is made at the first request; its file may be deleted at any
 * time.
 */
async function getStill(request: StillRequest, size: number): Promise<Still> {
  const place = thumbnailPath(request.file.id, size);
  const existing = await sizeOf(place);
  if (existing !== undefined) return { place, bytes: existing };
  return { place, bytes: await singleFlight("files.stills", place, () => shrink(request, size, place)) };
}

async function sizeOf(place: string): Promise<number | undefined> {
  return (await stat(place).catch(() => null))?.size;
}

async function shrink(request: StillRequest, size: number, place: string): Promise<number> {
  const { viewer, file } = request;
  return Workspace.run(file.id, async (workspace) => {
    const { source, family } = await sourceOf(request, size, workspace);
    const bytes = await shrinkImage({ person: viewer.id, source, family }, size);
    const unfinished = await workspace.write(bytes);
    await makeFolderOf(place);
    await rename(unfinished, place);
    return bytes.length;
  });
}

/** An image that is expensive to decode is decoded once; its smaller versions are made from the largest version. */
async function sourceOf(
  request: StillRequest,
  size: number,
  workspace: Workspace,
): Promise<{ source: Piece; family: ImageFamily }> {
  const { file, family } = request;
  const largest = Math.max(...THUMBNAIL_SIZES);
  const pixels = (file.width ?? 0) * (file.height ?? 0);
  if (isHeavyToDecode(family, pixels) && size < largest)
    return { source: (await getStill(request, largest)).place, family: "webp" };
  return { source: await storageOf(file.home).fetch(bytesOf(file), workspace), family };
}
