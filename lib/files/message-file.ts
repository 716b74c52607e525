import { idSchema } from "../users/schema.ts";
import * as z from "../z.ts";
import type { FileKind } from "./types.ts";

// What a message needs to know of files; every page of a room loads it. The rest is in the schema.

/**
 * The longest edges in px of the smaller versions at `GET /api/files/:id?size=`. A version is never larger than its
 * image.
 */
export const THUMBNAIL_SIZES = [320, 800, 1600] as const;

/**
 * A file of a message. Its bytes are at /api/files/<id>. It is always ready, because an unfinished upload cannot be
 * sent.
 */
export const fileSchema = z.object({
  id: idSchema,
  kind: z.enum(["image", "video", "audio", "document"] satisfies FileKind[]),
  /** The name that the file had on the sender's device. */
  name: z.string(),
  /** The size in bytes. */
  size: z.int().check(z.nonnegative()),
  /** The content type it is served with, determined by its content; `text/plain` for all text and code. */
  type: z.string(),
  /** The size in px, upright, or that of a video's poster. Null when not known. */
  width: z.nullable(z.int().check(z.positive())),
  height: z.nullable(z.int().check(z.positive())),
  /** Whether an image moves; `?size=` gives a still version of it. */
  animated: z.boolean(),
  /** A tiny blurred version of an image or a poster, as a data URI, to be drawn until the image has loaded. */
  placeholder: z.nullable(z.string()),
  /** The sender's description for people who cannot see the file; "" when there is none. */
  alt: z.string(),
  /** The length of sound and video in milliseconds, as the sender's browser measured it. */
  durationMs: z.nullable(z.int().check(z.positive())),
  /** The id of the file that is a video's still picture. */
  posterId: z.nullable(idSchema),
});
export type MessageFile = z.infer<typeof fileSchema>;
