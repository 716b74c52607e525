import { endingOf, fileTypeOf, type ImageFamily, isText } from "./types.ts";

/** Files of one message, and of one request for uploads. */
export const FILES_PER_MESSAGE_MAX = 10;
export const FILE_NAME_MAX = 200;
export const ALT_MAX = 1000;
/**
 * Width × height (× frames) above which an image is not decoded: a small file can unpack to gigabytes. `light`: up to here
 * it waits for no heavier one. An AVIF takes some 20 bytes of memory and thirty times a JPEG's work for each.
 */
export const PIXELS: Readonly<Record<ImageFamily, { max: number; light: number }>> = {
  png: { max: 64_000_000, light: 16_000_000 },
  jpeg: { max: 64_000_000, light: 16_000_000 },
  gif: { max: 64_000_000, light: 16_000_000 },
  webp: { max: 64_000_000, light: 16_000_000 },
  avif: { max: 25_000_000, light: 4_000_000 },
};
/** Of an image's file: it is read whole. */
export const IMAGE_BYTES_MAX = 64 * 1024 * 1024;
export const DURATION_MAX_MS = 24 * 60 * 60 * 1000;
/** What an upload that is in no message is kept for, finished or not; its address is good for as long. */
export const UNCLAIMED_KEPT_MS = 24 * 60 * 60 * 1000;
/**
 * An upload that was announced and of which no byte has come for so long is forgotten, since it counts against the quotas.
 * Whoever sends it after all begins anew. UploadThing does not tell what has come, and what is for a store may be coming
 * to another machine: there it is the time above.
 */
export const ANNOUNCED_KEPT_MS = 60 * 60 * 1000;

/** What an upload may be, as this server says. */
export type UploadLimits = {
  /** Of one file. */
  maxBytes: number;
  /** Endings of names, in small letters, that an administrator has ruled out. */
  forbiddenTypes: string[];
};

/** Why a file cannot be shared, known before its first byte is sent: a sentence that names the limit. Else null. */
export function refusalOf(file: { name: string; size: number }, limits: UploadLimits): string | null {
  if (isForbidden(file.name, limits)) return `Files that end in .${endingOf(file.name)} cannot be shared here.`;
  if (file.size === 0) return `${shortName(file.name)} is empty.`;
  if (file.size > limits.maxBytes)
    return `${shortName(file.name)} has ${megabytes(file.size)}. A file can have at most ${megabytes(limits.maxBytes)}.`;
  return null;
}

export const isForbidden = (name: string, { forbiddenTypes }: Pick<UploadLimits, "forbiddenTypes">): boolean =>
  forbiddenTypes.includes(endingOf(name));

/** Photos that are shared as they are, because nothing here can draw them. */
const RAW_PHOTO = /^(hei[cf]|tiff?|psd|dng|cr[23]|nef|arw|raf|orf|rw2|jxl|jp2|bmp)$/;

/**
 * What whoever attaches these should know of them: a document goes as it is, with what its program wrote into it. Empty
 * when there is nothing to say.
 */
export function warningsOf(names: readonly string[]): string[] {
  const documents = names.filter((name) => fileTypeOf(name).kind === "document" && !isText(fileTypeOf(name).type));
  const photos = documents.filter((name) => RAW_PHOTO.test(endingOf(name)));
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

/** `16 MB`, `16.1 MB`: never so round that a file above the limit seems to be at it. */
export function megabytes(bytes: number): string {
  const value = Math.ceil((bytes / (1024 * 1024)) * 10) / 10;
  return `${value.toLocaleString("en")} MB`;
}

export function shortName(name: string): string {
  const points = [...name];
  return points.length <= 40 ? name : `${points.slice(0, 25).join("")}…${points.slice(-12).join("")}`;
}
