export type FileKind = "image" | "video" | "audio" | "document";
/** How a type is known by its bytes: `lib/uploads/server/sniff` has the signatures. */
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

/** Markup and code are text and nothing else: never shown by a browser as what they describe (docs/reliability.md F6). */
const TEXT_EXTENSIONS =
  "txt text md markdown csv tsv log json jsonl xml yaml yml toml ini conf env html htm svg css scss less js mjs cjs jsx ts tsx vue svelte " +
  "py rb go rs java kt swift c h cc cpp hpp cs php pl lua r sh bash zsh ps1 bat sql diff patch tex srt vtt ics vcf rtf eml ipynb graphql proto";

/** What is shown in its place, or as a document of a kind, by the end of a file's name: the only place. Everything else is OTHER. */
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

/** A file of whatever kind, to be downloaded and never opened in its place. */
const OTHER = { kind: "document", type: "application/octet-stream", family: "any" } as const satisfies FileType;
/** What of a family is shown as, when the name says nothing or something else. */
const BY_FAMILY: Partial<Record<Family, Image>> = {
  png: image("png"),
  jpeg: image("jpeg"),
  gif: image("gif"),
  webp: image("webp"),
  avif: image("avif"),
};

/** The last ending of a name, in small letters, without its dot; "" for a name without. Windows drops dots and spaces at the end. */
export function endingOf(name: string): string {
  return (
    /[^.\s]\.([\p{L}\p{N}_+-]{1,20})$/u.exec(name.normalize("NFKC").replace(/[.\s]+$/u, ""))?.[1]?.toLowerCase() ?? ""
  );
}

/** What a file is by its name alone, before a byte of it is known. */
export function fileTypeOf(name: string): FileType {
  const ending = endingOf(name);
  return (Object.hasOwn(FILE_TYPES, ending) && FILE_TYPES[ending]) || OTHER;
}

/**
 * What a file is, by its name and by what its first bytes are (`isOf` and `family` of lib/uploads/server/sniff). An image is what
 * its bytes are, whatever it is called; everything else has to be what its name says, or is OTHER.
 */
export function settleType(name: string, family: Family | null, isOf: (family: Family) => boolean): FileType {
  const named = fileTypeOf(name);
  if (named !== OTHER && isOf(named.family)) return named;
  const seen = family === null ? undefined : BY_FAMILY[family];
  if (seen && (named.kind === "image" || endingOf(name) === "")) return seen;
  return family === "text" && endingOf(name) === "" ? TEXT : OTHER;
}

/** The family of an image by what it is served as; null for what is no image. */
export function familyOf(type: string): ImageFamily | null {
  const found = Object.values(BY_FAMILY).find((image) => image.type === type);
  return found?.family ?? null;
}

/** Whether the first lines can be shown as text. */
export const isText = (type: string): boolean => type === "text/plain";
