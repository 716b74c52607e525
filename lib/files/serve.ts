import "server-only";
import { rename, rm, stat } from "node:fs/promises";
import type { File } from "../../prisma/generated/client.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { notFound } from "../errors.ts";
import type { ByteRange } from "../http/ranges.ts";
import { singleFlight } from "../single-flight.ts";
import { accessFile } from "./access.ts";
import { shrinkImage } from "./images.ts";
import { PIXELS } from "./limits.ts";
import { THUMBNAIL_SIZES } from "./schema.ts";
import { openLocal } from "./storage/disk.ts";
import { makeFolderOf, scratchPath, thumbnailPath } from "./storage/paths.ts";
import { storageOf } from "./storage/storage.ts";
import { readText } from "./text.ts";
import { familyOf, type ImageFamily, isText } from "./types.ts";

/** What of a text file its preview shows. */
const EXCERPT_BYTES = 8 * 1024;
const EXCERPT_LINES = 40;

/** Bytes, opened when they are wanted. `tag` names these very bytes for ever. */
export type ServedBytes = {
  /** Where else readers find them, for a while; null when they come through us. */
  address: URL | null;
  name: string;
  type: string;
  size: number;
  tag: string;
  open(range?: ByteRange): Promise<ReadableStream<Uint8Array>>;
};

/**
 * A file for who may see it now. With `size` a still of an image
 * with that many px at most, always through us. Throws `not_found` to everybody else, and for a still of what is no image.
 */
export async function serveFile(viewer: Viewer, fileId: string, size: number | undefined): Promise<ServedBytes> {
  const file = await accessFile(viewer, fileId);
  if (size !== undefined) return serveStill(viewer, file, size);
  const storage = storageOf(file.home);
  const { id, name, type } = file;
  return {
    ...{ name, type, size: file.size, tag: id },
    address: await storage.addressOf(file),
    open: (range) => storage.open(file, range),
  };
}

/** The first lines of a text or code file. Throws `not_found` for every other. */
export async function readExcerpt(viewer: Viewer, fileId: string): Promise<{ text: string; truncated: boolean }> {
  const file = await accessFile(viewer, fileId);
  if (!isText(file.type)) throw notFound("file");
  const end = Math.min(file.size, EXCERPT_BYTES) - 1;
  const bytes = Buffer.from(await new Response(await storageOf(file.home).open(file, { start: 0, end })).arrayBuffer());
  const lines = readText(bytes)
    .replaceAll("\0", "\uFFFD")
    .split(/\r\n|\r|\n/);
  const isCut = file.size > EXCERPT_BYTES;
  // Of bytes that were cut, the last line is a half one.
  if (isCut && lines.length > 1) lines.pop();
  return { text: lines.slice(0, EXCERPT_LINES).join("\n"), truncated: isCut || lines.length > EXCERPT_LINES };
}

async function serveStill(viewer: Viewer, file: File, size: number): Promise<ServedBytes> {
  const family = familyOf(file.type);
  if (!family) throw notFound("file");
  const { place, bytes } = await stillOf({ viewer, file, family }, size);
  const name = `${file.name.replace(/\.[^.]*$/, "")}.webp`;
  return {
    ...{ name, type: "image/webp", size: bytes, tag: `${file.id}-${size}`, address: null },
    open: (range) => openLocal(place, range),
  };
}

type Wanted = { viewer: Viewer; file: File; family: ImageFamily };
type Still = { place: string; bytes: number };

/** Small versions are made when first asked for, once; they may be deleted at any time. */
async function stillOf(wanted: Wanted, size: number): Promise<Still> {
  const place = thumbnailPath(wanted.file.id, size);
  const known = await sizeOf(place);
  if (known !== undefined) return { place, bytes: known };
  return { place, bytes: await singleFlight("files.stills", place, () => shrink(wanted, size, place)) };
}

async function sizeOf(place: string): Promise<number | undefined> {
  return (await stat(place).catch(() => null))?.size;
}

async function shrink(wanted: Wanted, size: number, place: string): Promise<number> {
  const { viewer, file } = wanted;
  const [fetched, draft] = [scratchPath(file.id), scratchPath(file.id)];
  for (const target of [draft, place]) await makeFolderOf(target);
  try {
    const { source, family } = await sourceOf(wanted, size, fetched);
    await shrinkImage({ person: viewer.id, source, family }, draft, size);
    await rename(draft, place);
  } finally {
    for (const scratch of [fetched, draft]) await rm(scratch, { force: true });
  }
  return (await stat(place)).size;
}

/** What is dear to decode is decoded once: its smaller versions are made of the largest. */
async function sourceOf(
  wanted: Wanted,
  size: number,
  fetched: string,
): Promise<{ source: string; family: ImageFamily }> {
  const { file, family } = wanted;
  const largest = Math.max(...THUMBNAIL_SIZES);
  const isDear = (file.width ?? 0) * (file.height ?? 0) > PIXELS[family].light;
  if (isDear && size < largest) return { source: (await stillOf(wanted, largest)).place, family: "webp" };
  return { source: await storageOf(file.home).collect(file, fetched), family };
}
