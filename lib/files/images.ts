import "server-only";
import { readFile, writeFile } from "node:fs/promises";
import type Load from "sharp";
import type { Metadata, Sharp } from "sharp";
import { AppError } from "../errors.ts";
import { Gate } from "../gate.ts";
import { once } from "../once.ts";
import { PIXELS_MAX } from "../uploads/limits.ts";
import { cleanGif, cleanWebp } from "./moving.ts";

/** Images being decoded at once: each may take some hundred megabytes. */
const AT_ONCE = 1;
/** Pictures of people and rooms are squares of this many px at most. */
const PICTURE_EDGE = 512;
/** The blurred version: so few pixels that it is a smear when drawn large. */
const PLACEHOLDER_EDGE = 16;
const PLACEHOLDER_MAX = 700;

/** Files are for the server's own user only. */
const OWN = { mode: 0o600 };

type Facts = { width: number; height: number; animated: boolean; placeholder: string | null };

const gate = () => once("files.images", () => new Gate(AT_ONCE));
const refused = (words: string) => new AppError("unsupported_type", words);

/** sharp, and with it libvips, is loaded when the first image comes: servers without images do without its memory. */
async function sharp() {
  const { default: load } = await import("sharp");
  load.cache(false);
  load.concurrency(1);
  return load;
}

/**
 * Writes an image upright and without what a camera notes about place and owner (EXIF, XMP, IPTC, comments) to
 * `target`: decoded and encoded anew, or, if it moves, cut out of its file frame by frame. Throws `unsupported_type`
 * for what is damaged, is something else, or has more than PIXELS_MAX pixels; that is known before it is decoded.
 */
export function cleanImage(source: string, target: string, family: string): Promise<Facts> {
  return gate().run(async () => {
    const load = await sharp();
    const meta = await readMetadata(load(source), family);
    const animated = (meta.pages ?? 1) > 1 && (family === "gif" || family === "webp");
    const image = () => load(source, { limitInputPixels: PIXELS_MAX, failOn: "error" }).autoOrient();
    const [bytes, placeholder] = await orRefuse(async () => {
      const clean = animated ? await cutOut(load, source, family) : await encode(image(), family, meta).toBuffer();
      return [clean, await placeholderOf(image())];
    });
    await writeFile(target, bytes, OWN);
    const { width, height } = meta.autoOrient;
    return { width, height, animated, placeholder };
  });
}

/** Writes the middle of an image as a square WebP. Throws as `cleanImage`. */
export function cropPicture(source: string, target: string, family: string): Promise<Facts> {
  return gate().run(async () => {
    const load = await sharp();
    const { autoOrient } = await readMetadata(load(source), family);
    const edge = Math.min(PICTURE_EDGE, autoOrient.width, autoOrient.height);
    const [bytes, placeholder] = await orRefuse(async () => {
      const image = load(source, { limitInputPixels: PIXELS_MAX }).autoOrient();
      const square = await image.resize(edge, edge, { fit: "cover" }).webp({ quality: 85 }).toBuffer();
      return [square, await placeholderOf(load(square))];
    });
    await writeFile(target, bytes, OWN);
    return { width: edge, height: edge, animated: false, placeholder };
  });
}

/** Writes a still, small version of a clean image: its longest edge has `size` px at most. */
export function shrinkImage(source: string, target: string, size: number): Promise<void> {
  return gate().run(async () => {
    const load = await sharp();
    const image = load(source, { limitInputPixels: PIXELS_MAX });
    const small = image.resize(size, size, { fit: "inside", withoutEnlargement: true }).webp({ quality: 80 });
    await writeFile(target, await small.toBuffer(), OWN);
  });
}

/** Blames the image for what goes wrong. What is written is not part of `work`: a full disk is no fault of the image. */
async function orRefuse<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new AppError("unsupported_type", "This image is damaged, or is no image.", { cause: error });
  }
}

async function cutOut(load: typeof Load, source: string, family: string): Promise<Buffer> {
  const bytes = await readFile(source);
  const clean = family === "gif" ? cleanGif(bytes) : cleanWebp(bytes);
  // Every frame is decoded once, small, so that what is damaged is not handed on.
  await load(clean, { limitInputPixels: PIXELS_MAX, animated: true }).resize(8).raw().toBuffer();
  return clean;
}

async function readMetadata(image: Sharp, family: string): Promise<Metadata> {
  const meta = await image.metadata().catch(() => {
    throw refused("This image is damaged, or is no image.");
  });
  const format = meta.format === "heif" ? "avif" : meta.format;
  if (format !== family) throw refused("This image is not what its name says.");
  // Of an animation `height` is that of one frame; libvips decodes them all.
  const pixels = (meta.width ?? 0) * (meta.height ?? 0) * (meta.pages ?? 1);
  if (pixels > PIXELS_MAX)
    throw refused(`An image can have at most ${PIXELS_MAX / 1_000_000} million pixels, all frames together.`);
  return meta;
}

/** The same format again. What is not asked for is left out: sharp keeps no metadata unless told to. */
function encode(image: Sharp, family: string, meta: Metadata): Sharp {
  switch (family) {
    case "png":
      return image.png({ palette: meta.isPalette === true });
    case "jpeg":
      return image.jpeg({ quality: 88 });
    case "gif":
      return image.gif();
    case "avif":
      return image.avif({ quality: 65, effort: 2 });
    default:
      return image.webp({ quality: 88 });
  }
}

async function placeholderOf(image: Sharp): Promise<string | null> {
  const small = image.resize(PLACEHOLDER_EDGE, PLACEHOLDER_EDGE, { fit: "inside" }).blur(1);
  const bytes = await small.webp({ quality: 40, alphaQuality: 20, effort: 4 }).toBuffer();
  const uri = `data:image/webp;base64,${bytes.toString("base64")}`;
  return uri.length <= PLACEHOLDER_MAX ? uri : null;
}
