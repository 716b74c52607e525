import { digits, isStorable, lengthOf, withoutControls } from "../text.ts";
import { authorSchema, idSchema } from "../users/schema.ts";
import * as z from "../z.ts";
import { FILE_NAME_MAX, FILES_PER_MESSAGE_MAX } from "./limits.ts";
import { fileSchema, THUMBNAIL_SIZES } from "./message-file.ts";

const FILES_PAGE_MAX = 60;
const FILES_PAGE_DEFAULT = 30;

// Characters that change the direction of text are removed: "fdp.exe" with one of them reads as "exe.pdf".
const fileNameSchema = z
  .pipe(
    z
      .string("The file's name must be text.")
      .check(z.refine(isStorable, "The file's name contains characters that cannot be stored.")),
    z.transform(withoutControls),
  )
  .check(
    z.refine((name) => name.trim() !== "", "The file has no name."),
    z.refine((name) => lengthOf(name) <= FILE_NAME_MAX, `A file's name can have at most ${FILE_NAME_MAX} characters.`),
  );

/** The part of a browser's request for uploads that is Parley's; the rest belongs to uploadthing's client. */
export const uploadInputSchema = z.object({
  files: z
    .array(z.object({ name: fileNameSchema, size: z.int("The size must be a whole number.").check(z.nonnegative()) }))
    .check(
      z.minLength(1, "There is no file."),
      z.maxLength(FILES_PER_MESSAGE_MAX, `At most ${FILES_PER_MESSAGE_MAX} files at once.`),
    ),
});
export type UploadInput = z.infer<typeof uploadInputSchema>;

export const uploadQuerySchema = z.object({
  slug: z.enum(["attachment", "picture"], "must be attachment or picture"),
  actionType: z.optional(z.literal("upload")),
});
export type UploadSlug = z.infer<typeof uploadQuerySchema>["slug"];

/** Parley's part of the server's reply when all bytes have arrived: uploadthing's `serverData`. */
export const uploadedSchema = z.union([
  z.object({ file: fileSchema }),
  z.object({ error: z.object({ code: z.string(), message: z.string() }) }),
]);
export type Uploaded = z.infer<typeof uploadedSchema>;

export const fileQuerySchema = z.object({
  /** One of THUMBNAIL_SIZES. */
  size: z.optional(
    digits(1, 100_000).check(
      z.refine((size) => THUMBNAIL_SIZES.some((known) => known === size), `must be ${THUMBNAIL_SIZES.join(", ")}`),
    ),
  ),
});

/** The first lines of a text or code file. */
export const fileTextReplySchema = z.object({ text: z.string(), truncated: z.boolean() });

/** Where the previous page ended: `seq`, or `seq-position`. */
const cursorSchema = z.string().check(z.regex(/^\d{1,10}(-\d{1,2})?$/, "must be what `next` of a page said"));

const filesKindSchema = z.enum(["media", "documents", "links"], "must be media, documents or links");
export type FilesKind = z.infer<typeof filesKindSchema>;

export const roomFilesQuerySchema = z.object({
  kind: z._default(filesKindSchema, "media"),
  person: z.optional(idSchema),
  /** With it, only what was sent before this time is listed. */
  until: z.optional(z.iso.datetime("must be a time such as 2026-01-31T00:00:00Z")),
  before: z.optional(cursorSchema),
  limit: z._default(digits(1, FILES_PAGE_MAX), FILES_PAGE_DEFAULT),
});
export type RoomFilesQuery = z.infer<typeof roomFilesQuerySchema>;

const sentSchema = z.object({
  messageId: idSchema,
  /** The message in whose thread it was sent, if it was. */
  rootId: z._default(z.nullable(idSchema), null),
  /** False of a reply that only its thread shows: it is opened there. */
  inRoom: z._default(z.boolean(), true),
  seq: z.int().check(z.positive()),
  author: authorSchema,
  sentAt: z.iso.datetime(),
});

/** A page of a room's files or links, newest first. When `next` is there, ask for the next page with before = next. */
export const roomFilesReplySchema = z.object({
  files: z.array(z.extend(sentSchema, { file: fileSchema })),
  links: z.array(z.extend(sentSchema, { url: z.string() })),
  next: z.nullable(z.string()),
});
export type RoomFilesPage = z.infer<typeof roomFilesReplySchema>;

export const sharersQuerySchema = z.object({ kind: z._default(filesKindSchema, "media") });

/** The people whose files of that kind are in the room, members or not. */
export const sharersReplySchema = z.object({ people: z.array(authorSchema) });
export type Sharers = z.infer<typeof sharersReplySchema>;

const amountSchema = z.object({ bytes: z.int().check(z.nonnegative()), files: z.int().check(z.nonnegative()) });

/** The storage that the viewer's files use, their quota, and the limits of one upload. */
export const storageReplySchema = z.object({
  used: amountSchema,
  quota: amountSchema,
  /** The storage that everybody's files use; only for administrators. */
  total: z.nullable(z.object({ used: amountSchema, quotaBytes: z.int().check(z.nonnegative()) })),
  upload: z.object({
    maxBytes: z.int().check(z.positive()),
    maxFiles: z.int().check(z.positive()),
    /** File name extensions that cannot be shared, in small letters and without their dots. */
    forbiddenTypes: z.array(z.string()),
  }),
});
export type StorageUse = z.infer<typeof storageReplySchema>;

const FORBIDDEN_TYPES_MAX = 200;

/** A file name extension as people write it: `exe`, `.EXE`, `*.exe`. */
const endingSchema = z.pipe(
  z.string("An ending must be text."),
  z.pipe(
    z.transform((text: string) =>
      text
        .normalize("NFKC")
        .trim()
        .toLowerCase()
        .replace(/^\*?\./, ""),
    ),
    z.string().check(z.regex(/^[\p{L}\p{N}_+-]{1,20}$/u, "An ending has letters and digits, such as exe.")),
  ),
);

/** The file name extensions that cannot be shared. */
export const forbidTypesSchema = z.object({
  forbiddenTypes: z.pipe(
    z.array(endingSchema).check(z.maxLength(FORBIDDEN_TYPES_MAX, `At most ${FORBIDDEN_TYPES_MAX} endings.`)),
    z.transform((endings: string[]) => [...new Set(endings)].sort()),
  ),
});
export type ForbidTypesInput = z.infer<typeof forbidTypesSchema>;
export const forbiddenTypesReplySchema = z.object({ forbiddenTypes: z.array(z.string()) });
