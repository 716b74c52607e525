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

export type FileKind = "image" | "video" | "audio" | "document";
/** How a type is known by its bytes: `lib/uploads/sniff` has the signatures. */
export type ImageFamily = "png" | "jpeg" | "gif" | "webp" | "avif";
export type Family =
  | ImageFamily
  | "iso"
  | "matroska"
  | "ogg"
  | "mp3"
  | "aac"
  | "wav"
  | "flac"
  | "pdf"
  | "zip"
  | "ole"
  | "gzip"
  | "tar"
  | "7z"
  | "text";

export type FileType =
  | { kind: "image"; type: string; family: ImageFamily }
  | { kind: Exclude<FileKind, "image">; type: string; family: Family };

const TEXT = { kind: "document", type: "text/plain", family: "text" } as const;
const office = (name: string): FileType => ({
  kind: "document",
  type: `application/vnd.openxmlformats-officedocument.${name}`,
  family: "zip",
});
const openDocument = (name: string): FileType => ({
  kind: "document",
  type: `application/vnd.oasis.opendocument.${name}`,
  family: "zip",
});
const document = (type: string, family: Family): FileType => ({ kind: "document", type, family });

/** Markup and code are text and nothing else: never shown by a browser as what they describe (RELIABILITY.md F6). */
const TEXT_EXTENSIONS =
  "txt text md markdown csv tsv log json jsonl xml yaml yml toml ini conf env html htm svg css scss less js mjs cjs jsx ts tsx vue svelte " +
  "py rb go rs java kt swift c h cc cpp hpp cs php pl lua r sh bash zsh ps1 bat sql diff patch tex srt vtt ics vcf rtf eml ipynb graphql proto";

/** Every type that can be shared, by the end of a file's name: the only place. The type is what we serve it as. */
const FILE_TYPES: Readonly<Record<string, FileType>> = {
  png: { kind: "image", type: "image/png", family: "png" },
  jpg: { kind: "image", type: "image/jpeg", family: "jpeg" },
  jpeg: { kind: "image", type: "image/jpeg", family: "jpeg" },
  jfif: { kind: "image", type: "image/jpeg", family: "jpeg" },
  gif: { kind: "image", type: "image/gif", family: "gif" },
  webp: { kind: "image", type: "image/webp", family: "webp" },
  avif: { kind: "image", type: "image/avif", family: "avif" },
  mp4: { kind: "video", type: "video/mp4", family: "iso" },
  m4v: { kind: "video", type: "video/mp4", family: "iso" },
  mov: { kind: "video", type: "video/quicktime", family: "iso" },
  webm: { kind: "video", type: "video/webm", family: "matroska" },
  ogv: { kind: "video", type: "video/ogg", family: "ogg" },
  mp3: { kind: "audio", type: "audio/mpeg", family: "mp3" },
  m4a: { kind: "audio", type: "audio/mp4", family: "iso" },
  aac: { kind: "audio", type: "audio/aac", family: "aac" },
  ogg: { kind: "audio", type: "audio/ogg", family: "ogg" },
  oga: { kind: "audio", type: "audio/ogg", family: "ogg" },
  opus: { kind: "audio", type: "audio/ogg", family: "ogg" },
  weba: { kind: "audio", type: "audio/webm", family: "matroska" },
  wav: { kind: "audio", type: "audio/wav", family: "wav" },
  flac: { kind: "audio", type: "audio/flac", family: "flac" },
  pdf: document("application/pdf", "pdf"),
  doc: document("application/msword", "ole"),
  xls: document("application/vnd.ms-excel", "ole"),
  ppt: document("application/vnd.ms-powerpoint", "ole"),
  docx: office("wordprocessingml.document"),
  xlsx: office("spreadsheetml.sheet"),
  pptx: office("presentationml.presentation"),
  odt: openDocument("text"),
  ods: openDocument("spreadsheet"),
  odp: openDocument("presentation"),
  epub: document("application/epub+zip", "zip"),
  zip: document("application/zip", "zip"),
  gz: document("application/gzip", "gzip"),
  tgz: document("application/gzip", "gzip"),
  tar: document("application/x-tar", "tar"),
  "7z": document("application/x-7z-compressed", "7z"),
  ...Object.fromEntries(TEXT_EXTENSIONS.split(" ").map((extension) => [extension, TEXT])),
};

/** For a file input's `accept`. */
export const ACCEPT = Object.keys(FILE_TYPES)
  .map((extension) => `.${extension}`)
  .join(",");

/** What is shared under this name, by its last ending; null for what cannot be shared. */
export function fileTypeOf(name: string): FileType | null {
  const extension = /\.([A-Za-z0-9]{1,10})$/.exec(name)?.[1]?.toLowerCase();
  return (extension !== undefined && Object.hasOwn(FILE_TYPES, extension) && FILE_TYPES[extension]) || null;
}

/** The family of an image by what it is served as; null for what is no image. */
export function familyOf(type: string): ImageFamily | null {
  const family = type.replace(/^image\//, "");
  return family !== type && Object.hasOwn(PIXELS, family) ? (family as ImageFamily) : null;
}

/** Whether the first lines can be shown as text. */
export const isText = (type: string): boolean => type === "text/plain";

/** Why a file cannot be shared, known before its first byte is sent: a sentence that names the limit. Else null. */
export function refusalOf(file: { name: string; size: number }, maxBytes: number): string | null {
  // A Mac hands these over as they are, where an iPhone makes JPEGs of them; sharp as it is delivered cannot read them.
  if (/\.hei[cf]$/i.test(file.name))
    return `${shortName(file.name)} is in Apple's HEIC format, which most browsers cannot show. Export it as JPEG, on a Mac in Preview or Photos, and attach that.`;
  if (fileTypeOf(file.name) === null) return `Files such as ${shortName(file.name)} cannot be shared here.`;
  if (file.size === 0) return `${shortName(file.name)} is empty.`;
  if (file.size > maxBytes)
    return `${shortName(file.name)} has ${megabytes(file.size)}. A file can have at most ${megabytes(maxBytes)}.`;
  return null;
}

/** `16 MB`, `16.1 MB`: never so round that a file above the limit seems to be at it. */
export function megabytes(bytes: number): string {
  const value = Math.ceil((bytes / (1024 * 1024)) * 10) / 10;
  return `${value.toLocaleString("en")} MB`;
}

function shortName(name: string): string {
  const points = [...name];
  return points.length <= 40 ? name : `${points.slice(0, 25).join("")}…${points.slice(-12).join("")}`;
}
