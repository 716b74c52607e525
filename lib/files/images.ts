import "server-only";
import { writeFile } from "node:fs/promises";
import type { Metadata } from "sharp";
import { AppError } from "../errors.ts";
import { FairSemaphore } from "../fair-semaphore.ts";
import { singleton } from "../singleton.ts";
import { cleanContainer } from "./clean/image.ts";
import { type Decoder, openDecoder } from "./decoder.ts";
import { IMAGE_BYTES_MAX, megabytes, PIXELS } from "./limits.ts";
import type { ImageFamily } from "./types.ts";

/**
 * Images being decoded at once, of which one may be heavy. The most that takes memory is one AVIF of 25 million pixels
 * (0.5 GB) or one JPEG of 64 million beside something light: docs/operations.md says how much to have.
 */
const AT_ONCE = 2;
/** Encoding a WebP is the dearest there is; it is done only to turn one upright. */
const WEBP_TURNED_MAX = 25_000_000;
/** A JPEG's Huffman tables made to measure need all of it in memory. */
const MEASURED_TABLES_MAX = 16_000_000;
/** Pictures of people and rooms are squares of this many px at most. */
const PICTURE_EDGE = 512;
/** The blurred version: so few pixels that it is a smear when drawn large. */
const PLACEHOLDER_EDGE = 16;
const PLACEHOLDER_MAX = 700;

/** Files are for the server's own user only. */
const OWN = { mode: 0o600 };

type Facts = { width: number; height: number; animated: boolean; placeholder: string | null };
/** Whose turn it takes, and what it is about. */
type Work = { person: string; source: string; family: ImageFamily };

const gate = () => singleton("files.images", () => new FairSemaphore(AT_ONCE));
const refused = (words: string, cause?: unknown) => new AppError("unsupported_type", words, { cause });

/**
 * Writes an image upright and without what a camera notes about place and owner (EXIF, XMP, IPTC, comments) to `target`.
 * A JPEG is encoded anew; the others keep their pixels, their movement and their colours as they are, and lose the rest of
 * their file. Throws `unsupported_type` for what is damaged, is something else, takes too long, or has more than its
 * format's PIXELS; that is known before it is decoded.
 */
export async function cleanImage({ person, source, family }: Work, target: string): Promise<Facts> {
  const { decoder, meta, isHeavy } = await look(source, family);
  return gate().run(person, isHeavy, async () => {
    const [clean, placeholder] = await orRefuse(async () => {
      const made = mustBeEncoded(family, meta)
        ? { bytes: await encode(decoder, source, family, meta), animated: false }
        : await cleanContainer(source, family, meta.pages ?? 1, PIXELS[family].max);
      if (made.animated && (family === "gif" || family === "webp")) await decoder.checkFrames(made.bytes);
      // Decodes all of it, so that what is damaged is not handed on.
      return [made, await placeholderOf(decoder, made.bytes)] as const;
    });
    await writeFile(target, clean.bytes, OWN);
    const { width, height } = meta.autoOrient;
    return { width, height, animated: clean.animated, placeholder };
  });
}

/** Writes the middle of an image as a square WebP. Throws as `cleanImage`. */
export async function cropPicture({ person, source, family }: Work, target: string): Promise<Facts> {
  const { decoder, meta, isHeavy } = await look(source, family);
  return gate().run(person, isHeavy, async () => {
    const edge = Math.min(PICTURE_EDGE, meta.autoOrient.width, meta.autoOrient.height);
    const [bytes, placeholder] = await orRefuse(async () => {
      const image = decoder.open(source).autoOrient();
      const square = await image.resize(edge, edge, { fit: "cover" }).webp({ quality: 85 }).toBuffer();
      return [square, await placeholderOf(decoder, square)] as const;
    });
    await writeFile(target, bytes, OWN);
    return { width: edge, height: edge, animated: false, placeholder };
  });
}

/** Writes a still, small version of a clean image: its longest edge has `size` px at most. */
export async function shrinkImage({ person, source, family }: Work, target: string, size: number): Promise<void> {
  const { decoder, isHeavy } = await look(source, family);
  await gate().run(person, isHeavy, async () => {
    const image = decoder.open(source).autoOrient();
    const small = image.resize(size, size, { fit: "inside", withoutEnlargement: true }).webp({ quality: 80 });
    await writeFile(target, await small.toBuffer(), OWN);
  });
}

/** Blames the image for what goes wrong. What is written is not part of `work`: a full disk is no fault of the image. */
async function orRefuse<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const isLate = error instanceof Error && /timeout/i.test(error.message);
    throw refused(isLate ? "This image takes too long to unpack." : "This image is damaged, or is no image.", error);
  }
}

/** Reads the head of an image, which costs next to nothing, and says what the rest will cost. */
async function look(source: string, family: ImageFamily) {
  const { max, light } = PIXELS[family];
  const decoder = await openDecoder(max);
  const { meta, bytes } = await decoder.head(source).catch((error) => {
    throw refused("This image is damaged, or is no image.", error);
  });
  const format = meta.format === "heif" ? "avif" : meta.format;
  if (format !== family) throw refused("This image is not what its name says.");
  if (bytes > IMAGE_BYTES_MAX) throw refused(`A picture can have at most ${megabytes(IMAGE_BYTES_MAX)}.`);
  // Of an animation `height` is that of one frame; libvips decodes them all.
  const pixels = (meta.width ?? 0) * (meta.height ?? 0) * (meta.pages ?? 1);
  if (pixels > max) throw refused(tooManyPixels(family));
  return { decoder, meta, isHeavy: pixels > light };
}

const NAMES = { png: "A PNG", jpeg: "A JPEG", gif: "A GIF", webp: "A WebP", avif: "An AVIF" } as const;
const tooManyPixels = (family: ImageFamily) =>
  `${NAMES[family]} can have at most ${PIXELS[family].max / 1_000_000} million pixels, all frames together.`;

/** A JPEG has no upright of its own but what its camera data say; in the others that is rare. */
function mustBeEncoded(family: ImageFamily, { orientation = 1, pages = 1 }: Metadata): boolean {
  return family === "jpeg" || (orientation !== 1 && pages === 1 && (family === "png" || family === "webp"));
}

/** The same format again. What is not asked for is left out: sharp keeps no metadata unless told to. */
function encode(decoder: Decoder, source: string, family: ImageFamily, { width, height }: Metadata): Promise<Buffer> {
  const image = decoder.open(source).autoOrient();
  const pixels = (width ?? 0) * (height ?? 0);
  if (family === "png") return image.png().toBuffer();
  if (family === "jpeg") return image.jpeg({ quality: 88, optimiseCoding: pixels <= MEASURED_TABLES_MAX }).toBuffer();
  if (pixels > WEBP_TURNED_MAX) throw refused("This WebP is too large to be turned upright.");
  return image.webp({ quality: 88 }).toBuffer();
}

async function placeholderOf(decoder: Decoder, image: Buffer): Promise<string | null> {
  const small = decoder.open(image).autoOrient().resize(PLACEHOLDER_EDGE, PLACEHOLDER_EDGE, { fit: "inside" }).blur(1);
  const bytes = await small.webp({ quality: 40, alphaQuality: 20, effort: 4 }).toBuffer();
  const uri = `data:image/webp;base64,${bytes.toString("base64")}`;
  return uri.length <= PLACEHOLDER_MAX ? uri : null;
}
