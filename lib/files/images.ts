import "server-only";
import type { Metadata } from "sharp";
import { AppError } from "../errors.ts";
import { FairSemaphore } from "../fair-semaphore.ts";
import { singleton } from "../singleton.ts";
import { cleanContainer } from "./clean/image.ts";
import { type Decoder, openDecoder } from "./image-decoder.ts";
import { formatMegabytes, IMAGE_BYTES_MAX, isHeavyToDecode, PIXELS } from "./limits.ts";
import type { Piece } from "./storage/workspace.ts";
import type { ImageFamily } from "./types.ts";

/**
 * The number of images that are decoded at the same time; only one of them may be heavy. The greatest use of memory is
 * one AVIF of 25 million pixels (0.5 GB) or one JPEG of 64 million beside a light image; docs/operations.md says how
 * much memory a server needs.
 */
const DECODERS_MAX = 2;
/** A WebP is encoded only to turn it upright, because encoding a WebP costs more than anything else here. */
const WEBP_TURNED_MAX = 25_000_000;
/** Above this many pixels a JPEG's Huffman tables are not optimised, because that needs the whole JPEG in memory. */
const MEASURED_TABLES_MAX = 16_000_000;
/** The edge in px of the square pictures of people and rooms. */
const PICTURE_EDGE = 512;
/** The longest edge in px of the placeholder, which is drawn large and blurred until the image has loaded. */
const PLACEHOLDER_EDGE = 16;
const PLACEHOLDER_MAX = 700;

type ImageInfo = { width: number; height: number; animated: boolean; placeholder: string | null };
/** `person` is the id by which the fair semaphore takes turns. */
type ImageSource = { person: string; source: Piece; family: ImageFamily };
type Made = ImageInfo & { piece: Piece };
/** Puts a new image's bytes where they do not fill the memory, while the image still has its turn. */
type Keep = (bytes: Buffer) => Promise<Piece>;

const semaphore = () => singleton("files.images", () => new FairSemaphore(DECODERS_MAX));
const refused = (message: string, cause?: unknown) => new AppError("unsupported_type", message, { cause });

/**
 * Makes of an image one that is upright and without metadata (EXIF, XMP, IPTC, comments). A JPEG is encoded anew; images
 * of other formats keep their pixels, animation and colours, and only their metadata is removed. Throws
 * `unsupported_type` when the image is damaged, is of another format, takes too long, or has more pixels than its
 * format's PIXELS; the last is known before it is decoded.
 */
export async function cleanImage({ person, source, family }: ImageSource, keep: Keep): Promise<Made> {
  const { decoder, meta, pixels } = await inspect(source, family);
  return semaphore().run(person, isHeavyToDecode(family, pixels), async () => {
    const [clean, placeholder] = await refuseOnError(async () => {
      const made = mustBeEncoded(family, meta)
        ? { bytes: await encode(decoder, source, family, meta), animated: false }
        : await cleanContainer(source, family, meta.pages ?? 1, PIXELS[family].max);
      if (made.animated && (family === "gif" || family === "webp")) await decoder.checkFrames(made.bytes);
      // Making the placeholder decodes the whole image, so that a damaged one is found here.
      return [made, await placeholderOf(decoder, made.bytes)] as const;
    });
    const { width, height } = meta.autoOrient;
    return { width, height, animated: clean.animated, placeholder, piece: await keep(clean.bytes) };
  });
}

/** Makes the middle of an image a square WebP. Throws as `cleanImage`. */
export async function cropPicture({ person, source, family }: ImageSource, keep: Keep): Promise<Made> {
  const { decoder, meta, pixels } = await inspect(source, family);
  return semaphore().run(person, isHeavyToDecode(family, pixels), async () => {
    const edge = Math.min(PICTURE_EDGE, meta.autoOrient.width, meta.autoOrient.height);
    const [bytes, placeholder] = await refuseOnError(async () => {
      const image = decoder.open(source).autoOrient();
      const square = await image.resize(edge, edge, { fit: "cover" }).webp({ quality: 85 }).toBuffer();
      return [square, await placeholderOf(decoder, square)] as const;
    });
    return { width: edge, height: edge, animated: false, placeholder, piece: await keep(bytes) };
  });
}

/** Makes a still, smaller version of a cleaned image, a WebP. Its longest edge has at most `size` px. */
export async function shrinkImage({ person, source, family }: ImageSource, size: number): Promise<Buffer> {
  const { decoder, pixels } = await inspect(source, family);
  return semaphore().run(person, isHeavyToDecode(family, pixels), () => {
    const image = decoder.open(source).autoOrient();
    return image.resize(size, size, { fit: "inside", withoutEnlargement: true }).webp({ quality: 80 }).toBuffer();
  });
}

/**
 * Runs `work`, and reports any error of it as a fault of the image. Keeping the result is not part of `work`, because a
 * full disk is no fault of the image.
 */
async function refuseOnError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError) throw error;
    const isLate = error instanceof Error && /timeout/i.test(error.message);
    throw refused(isLate ? "This image takes too long to unpack." : "This image is damaged, or is no image.", error);
  }
}

/** Reads the header of an image, which is cheap, and counts the pixels of all its frames. */
async function inspect(source: Piece, family: ImageFamily) {
  const { max } = PIXELS[family];
  const decoder = await openDecoder(max);
  const { meta, bytes } = await decoder.head(source).catch((error) => {
    throw refused("This image is damaged, or is no image.", error);
  });
  const format = meta.format === "heif" ? "avif" : meta.format;
  if (format !== family) throw refused("This image is not what its name says.");
  if (bytes > IMAGE_BYTES_MAX) throw refused(`A picture can have at most ${formatMegabytes(IMAGE_BYTES_MAX)}.`);
  // `height` is that of one frame, and libvips decodes all frames of an animation.
  const pixels = (meta.width ?? 0) * (meta.height ?? 0) * (meta.pages ?? 1);
  if (pixels > max) throw refused(tooManyPixels(family));
  return { decoder, meta, pixels };
}

const NAMES = { png: "A PNG", jpeg: "A JPEG", gif: "A GIF", webp: "A WebP", avif: "An AVIF" } as const;
const tooManyPixels = (family: ImageFamily) =>
  `${NAMES[family]} can have at most ${PIXELS[family].max / 1_000_000} million pixels, all frames together.`;

/** A JPEG is often stored sideways and turned by its camera data, which are removed; other formats rarely are. */
function mustBeEncoded(family: ImageFamily, { orientation = 1, pages = 1 }: Metadata): boolean {
  return family === "jpeg" || (orientation !== 1 && pages === 1 && (family === "png" || family === "webp"));
}

/** Encodes an image upright in its own format. sharp removes all metadata unless told to keep it. */
function encode(decoder: Decoder, source: Piece, family: ImageFamily, { width, height }: Metadata): Promise<Buffer> {
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
