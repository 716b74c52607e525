import { digits, isStorable, lengthOf, withoutControls } from "../text.ts";
import { authorSchema, idSchema } from "../users/schema.ts";
import * as z from "../z.ts";
import { ALT_MAX, DURATION_MAX_MS, FILE_NAME_MAX, FILES_PER_MESSAGE_MAX } from "./limits.ts";
import type { FileKind } from "./types.ts";

/** Longest edge in px of the small versions that `GET /api/files/:id?size=` gives; never larger than the image. */
export const THUMBNAIL_SIZES = [320, 800, 1600] as const;
const FILES_PAGE_MAX = 60;
const FILES_PAGE_DEFAULT = 30;

/** A file as a message carries it. It is at /api/files/<id>, and always ready: what is not cannot be sent. */
export const fileSchema = z.object({
  id: idSchema,
  kind: z.enum(["image", "video", "audio", "document"] satisfies FileKind[]),
  /** As the sender's device called it. */
  name: z.string(),
  /** In bytes. */
  size: z.int().check(z.nonnegative()),
  /** What it is served as, by its content; `text/plain` for all text and code. */
  type: z.string(),
  /** In px, upright; of a video those of its poster. Null where not known. */
  width: z.nullable(z.int().check(z.positive())),
  height: z.nullable(z.int().check(z.positive())),
  /** An image that moves: `?size=` gives a still of it. */
  animated: z.boolean(),
  /** A tiny blurred version of an image or a poster, as a data URI to draw until it has loaded. */
  placeholder: z.nullable(z.string()),
  /** What the sender wrote for who cannot see it; "" when nothing. */
  alt: z.string(),
  /** Length of sound and video, as the sender's browser measured it. */
  durationMs: z.nullable(z.int().check(z.positive())),
  /** The file that is a video's still picture. */
  posterId: z.nullable(idSchema),
});
export type MessageFile = z.infer<typeof fileSchema>;

// "fdp.exe" that reads as "exe.pdf" is an old trick: what turns the direction goes, as a device's name is nobody's text.
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

const altSchema = z
  .pipe(
    z
      .string("The description must be text.")
      .check(z.refine(isStorable, "The description contains characters that cannot be stored.")),
    z.transform((text: string) => text.trim()),
  )
  .check(
    z.refine(
      (text) => lengthOf(text) <= ALT_MAX,
      `A description can have at most ${ALT_MAX.toLocaleString("en")} characters.`,
    ),
  );

/** A finished upload of the sender's, in the order in which the message shows them. */
const attachInputSchema = z.object({
  id: idSchema,
  alt: z._default(altSchema, ""),
  durationMs: z.nullish(z.int("durationMs must be a whole number.").check(z.minimum(1), z.maximum(DURATION_MAX_MS))),
  /** Another finished upload, an image: the still of this video. */
  posterId: z.nullish(idSchema),
});
export const attachmentsSchema = z.array(attachInputSchema).check(
  z.maxLength(FILES_PER_MESSAGE_MAX, `A message can have at most ${FILES_PER_MESSAGE_MAX} files.`),
  z.refine((files) => new Set(files.map((file) => file.id)).size === files.length, "A file can be there only once."),
);
export type AttachInput = z.input<typeof attachInputSchema>;

/** What a browser asks for before it uploads, through uploadthing's client: the part of it that is ours. */
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

/** What the server says when the bytes have arrived: uploadthing's `serverData`. */
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

/** `seq` or `seq-position`: where the page before ended. */
const cursorSchema = z.string().check(z.regex(/^\d{1,10}(-\d{1,2})?$/, "must be what `next` of a page said"));

const filesKindSchema = z.enum(["media", "documents", "links"], "must be media, documents or links");
export type FilesKind = z.infer<typeof filesKindSchema>;

export const roomFilesQuerySchema = z.object({
  kind: z._default(filesKindSchema, "media"),
  person: z.optional(idSchema),
  /** Only what was sent before this time. */
  until: z.optional(z.iso.datetime("must be a time such as 2026-01-31T00:00:00Z")),
  before: z.optional(cursorSchema),
  limit: z._default(digits(1, FILES_PAGE_MAX), FILES_PAGE_DEFAULT),
});
export type RoomFilesQuery = z.infer<typeof roomFilesQuerySchema>;

const sentSchema = z.object({
  messageId: idSchema,
  seq: z.int().check(z.positive()),
  author: authorSchema,
  sentAt: z.iso.datetime(),
});

/** A page of a room's files or links, newest first. With `next`, ask again with before = next. */
export const roomFilesReplySchema = z.object({
  files: z.array(z.extend(sentSchema, { file: fileSchema })),
  links: z.array(z.extend(sentSchema, { url: z.string() })),
  next: z.nullable(z.string()),
});
export type RoomFilesPage = z.infer<typeof roomFilesReplySchema>;

export const sharersQuerySchema = z.object({ kind: z._default(filesKindSchema, "media") });

/** Whose files of that kind are in the room, members or not. */
export const sharersReplySchema = z.object({ people: z.array(authorSchema) });
export type Sharers = z.infer<typeof sharersReplySchema>;

const amountSchema = z.object({ bytes: z.int().check(z.nonnegative()), files: z.int().check(z.nonnegative()) });

/** What the viewer's files take, what they may take, and what one upload may be. */
export const storageReplySchema = z.object({
  used: amountSchema,
  quota: amountSchema,
  /** Of everybody together; for administrators only. */
  total: z.nullable(z.object({ used: amountSchema, quotaBytes: z.int().check(z.nonnegative()) })),
  upload: z.object({
    maxBytes: z.int().check(z.positive()),
    maxFiles: z.int().check(z.positive()),
    /** Endings of names that cannot be shared, in small letters and without their dots. */
    forbiddenTypes: z.array(z.string()),
  }),
});
export type StorageUse = z.infer<typeof storageReplySchema>;

const FORBIDDEN_TYPES_MAX = 200;

/** An ending as people write it: `exe`, `.EXE`, `*.exe`. */
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

/** Which files cannot be shared, by the ends of their names. */
export const forbidTypesSchema = z.object({
  forbiddenTypes: z.pipe(
    z.array(endingSchema).check(z.maxLength(FORBIDDEN_TYPES_MAX, `At most ${FORBIDDEN_TYPES_MAX} endings.`)),
    z.transform((endings: string[]) => [...new Set(endings)].sort()),
  ),
});
export type ForbidTypesInput = z.infer<typeof forbidTypesSchema>;
export const forbiddenTypesReplySchema = z.object({ forbiddenTypes: z.array(z.string()) });
