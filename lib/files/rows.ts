import type { File, Prisma } from "../../prisma/generated/client.ts";
import { withoutControls } from "../text.ts";
import type { MessageFile } from "./schema.ts";

export const fileSelect = {
  id: true,
  kind: true,
  name: true,
  size: true,
  type: true,
  width: true,
  height: true,
  animated: true,
  placeholder: true,
  alt: true,
  durationMs: true,
  posterId: true,
} satisfies Prisma.FileSelect;

type FileRow = Pick<File, keyof typeof fileSelect>;

const KINDS = { IMAGE: "image", VIDEO: "video", AUDIO: "audio", DOCUMENT: "document" } as const;

/** A file as messages and lists carry it; where its bytes are never passes. */
export function toFile(row: FileRow): MessageFile {
  const { id, name, size, type, width, height, placeholder, alt, durationMs, posterId } = row;
  const animated = Boolean(row.animated);
  return {
    id,
    kind: KINDS[row.kind],
    // Rows of before are not clean.
    name: withoutControls(name) || name,
    size,
    type,
    width,
    height,
    animated,
    placeholder,
    alt,
    durationMs,
    posterId,
  };
}

/** The kind as the database has it. */
export const toKind = (kind: MessageFile["kind"]): File["kind"] => kind.toUpperCase() as Uppercase<typeof kind>;
