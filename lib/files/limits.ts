import { extensionOf, fileTypeOf, type ImageFamily, isText } from "./types.ts";

/** The number of files in one message, and in one request for uploads. */
export const FILES_PER_MESSAGE_MAX = 10;
export const TOO_MANY_FILES = `A message can have at most ${FILES_PER_MESSAGE_MAX} files.`;
export const FILE_NAME_MAX = 200;
export const ALT_MAX = 1000;
/**
 * Width × height × frames above which an image is not decoded, because a small file can unpack to gigabytes. An image
 * with at most `light` pixels is decoded beside a heavier one without waiting. An AVIF takes about 20 bytes of memory
 * per pixel and thirty times the work of a JPEG.
 */
export const PIXELS: Readonly<Record<ImageFamily, { max: number; light: number }>> = {
  png: { max: 64_000_000, light: 16_000_000 },
  jpeg: { max: 64_000_000, light: 16_000_000 },
  gif: { max: 64_000_000, light: 16_000_000 },
  webp: { max: 64_000_000, light: 16_000_000 },
  avif: { max: 25_000_000, light: 4_000_000 },
};

/** Whether an image with this many pixels, width × height × frames, is decoded only while no other such image is. */
export const isHeavyToDecode = (family: ImageFamily, pixels: number): boolean => pixels > PIXELS[family].light;

/** The size of an image's file, which is read into memory. */
export const IMAGE_BYTES_MAX = 64 * 1024 * 1024;
export const DURATION_MAX_MS = 24 * 60 * 60 * 1000;
/** An upload that is in no message is kept for this time, finished or not, and its upload URL is valid as long. */
export const UNSENT_KEPT_MS = 24 * 60 * 60 * 1000;
/**
 * An upload on our disk of which no byte has come for this time is deleted, because it counts against the quotas.
 * Uploads to UploadThing, or to a store through another machine, cannot be observed, so UNSENT_KEPT_MS applies to them.
 */
export const RESERVED_KEPT_MS = 60 * 60 * 1000;

/** The limits that this server sets for an upload. */
export type UploadLimits = {
  /** The size of one file. */
  maxBytes: number;
  /** File name extensions, in small letters, that an administrator has forbidden. */
  forbiddenTypes: string[];
};

/**
 * Returns the sentence that says why a file cannot be shared and names the limit, or null. It needs only the file's
 * name and size.
 */
export function findUploadRefusal(file: { name: string; size: number }, limits: UploadLimits): string | null {
  if (isForbiddenType(file.name, limits)) return `Files that end in .${extensionOf(file.name)} cannot be shared here.`;
  if (file.size === 0) return `${shortName(file.name)} is empty.`;
  if (file.size > limits.maxBytes)
    return `${shortName(file.name)} has ${formatMegabytes(file.size)}. A file can have at most ${formatMegabytes(limits.maxBytes)}.`;
  return null;
}

export const isForbiddenType = (name: string, { forbiddenTypes }: Pick<UploadLimits, "forbiddenTypes">): boolean =>
  forbiddenTypes.includes(extensionOf(name));

/** The extensions of photos that are shared unchanged, because the server cannot decode them. */
const RAW_PHOTO = /^(hei[cf]|tiff?|psd|dng|cr[23]|nef|arw|raf|orf|rw2|jxl|jp2|bmp)$/;

/**
 * Returns the warnings for files that are about to be attached: documents keep the metadata that their program wrote.
 * Empty when there is nothing to warn of.
 */
export function listUploadWarnings(names: readonly string[]): string[] {
  const documents = names.filter((name) => fileTypeOf(name).kind === "document" && !isText(fileTypeOf(name).type));
  const photos = documents.filter((name) => RAW_PHOTO.test(extensionOf(name)));
  const warnings: string[] = [];
  if (documents.length > photos.length)
    warnings.push("Documents are shared as they are, with the author’s name and dates in them.");
  const [first, ...more] = photos;
  if (first !== undefined)
    warnings.push(
      more.length > 0
        ? `${photos.length} photos cannot be shown here: they are shared as files, with the place where they were taken.`
        : `${shortName(first)} cannot be shown here: it is shared as a file, with the place where it was taken. Export it as JPEG to show it.`,
    );
  return warnings;
}

/** Formats `16 MB`, `16.1 MB`. It rounds up, so that a file above the limit never seems to be at the limit. */
export function formatMegabytes(bytes: number): string {
  const value = Math.ceil((bytes / (1024 * 1024)) * 10) / 10;
  return `${value.toLocaleString("en")} MB`;
}

export function shortName(name: string): string {
  const points = [...name];
  return points.length <= 40 ? name : `${points.slice(0, 25).join("")}…${points.slice(-12).join("")}`;
}
