import type { File, Prisma } from "../../prisma/generated/client.ts";
import { withoutControls } from "../text.ts";
import type { MessageFile } from "./message-file.ts";

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

/** Turns a row into a file as the API shows it. The storage key never leaves lib. */
export function toFile(row: FileRow): MessageFile {
  const { id, name, size, type, width, height, placeholder, alt, durationMs, posterId } = row;
  const animated = Boolean(row.animated);
  return {
    id,
    kind: KINDS[row.kind],
    // Rows from before names were checked may contain control characters.
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

/** The kind as the database stores it. */
export const toKind = (kind: MessageFile["kind"]): File["kind"] => kind.toUpperCase() as Uppercase<typeof kind>;
