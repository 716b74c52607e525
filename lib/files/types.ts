export type FileKind = "image" | "video" | "audio" | "document";
/** The family of formats that a file's first bytes show; `lib/uploads/server/sniff` has the signatures. */
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
  | "text"
  | "any";

type Image = { kind: "image"; type: string; family: ImageFamily };
export type FileType = Image | { kind: Exclude<FileKind, "image">; type: string; family: Family };

const image = (family: ImageFamily): Image => ({ kind: "image", type: `image/${family}`, family });
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

/**
 * Markup and code are served as plain text only, so that a browser never runs or renders them (docs/reliability.md F6).
 */
const TEXT_EXTENSIONS =
  "txt text md markdown csv tsv log json jsonl xml yaml yml toml ini conf env html htm svg css scss less js mjs cjs jsx ts tsx vue svelte " +
  "py rb go rs java kt swift c h cc cpp hpp cs php pl lua r sh bash zsh ps1 bat sql diff patch tex srt vtt ics vcf rtf eml ipynb graphql proto";

/**
 * What kind of file a name's extension stands for, and how it is served. This is the only such table; every other file
 * is OTHER_TYPE.
 */
const FILE_TYPES: Readonly<Record<string, FileType>> = {
  png: image("png"),
  jpg: image("jpeg"),
  jpeg: image("jpeg"),
  jfif: image("jpeg"),
  gif: image("gif"),
  webp: image("webp"),
  avif: image("avif"),
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

/** A file of any kind, which is downloaded and never opened in the browser. */
const OTHER_TYPE = {
  kind: "document",
  type: "application/octet-stream",
  family: "any",
} as const satisfies FileType;
/** The type of an image whose name has no extension or a wrong one, by its family. */
const BY_FAMILY: Partial<Record<Family, Image>> = {
  png: image("png"),
  jpeg: image("jpeg"),
  gif: image("gif"),
  webp: image("webp"),
  avif: image("avif"),
};

/**
 * Returns a name's last extension in small letters without the dot, or "". Trailing dots and spaces are ignored, as
 * Windows does.
 */
export function extensionOf(name: string): string {
  return (
    /[^.\s]\.([\p{L}\p{N}_+-]{1,20})$/u.exec(name.normalize("NFKC").replace(/[.\s]+$/u, ""))?.[1]?.toLowerCase() ?? ""
  );
}

/** Returns what a file is by its name alone, before its bytes are known. */
export function fileTypeOf(name: string): FileType {
  const ending = extensionOf(name);
  return (Object.hasOwn(FILE_TYPES, ending) && FILE_TYPES[ending]) || OTHER_TYPE;
}

/**
 * Decides what a file is, by its name and by its first bytes (`family` and `isOf` come from lib/uploads/server/sniff).
 * An image is what its bytes are, whatever its name; any other file is what its name says if its bytes agree, else
 * OTHER_TYPE.
 */
export function detectFileType(name: string, family: Family | null, isOf: (family: Family) => boolean): FileType {
  const named = fileTypeOf(name);
  if (named !== OTHER_TYPE && isOf(named.family)) return named;
  const seen = family === null ? undefined : BY_FAMILY[family];
  if (seen && (named.kind === "image" || extensionOf(name) === "")) return seen;
  return family === "text" && extensionOf(name) === "" ? TEXT : OTHER_TYPE;
}

/** Returns the family of an image by its content type, or null for what is no image. */
export function imageFamilyOf(type: string): ImageFamily | null {
  const found = Object.values(BY_FAMILY).find((image) => image.type === type);
  return found?.family ?? null;
}

/** Whether a preview can show the first lines as text. */
export const isText = (type: string): boolean => type === "text/plain";
