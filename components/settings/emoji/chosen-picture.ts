import { NAME_MAX } from "@/lib/emoji/names";
import { PICTURE_BYTES_MAX } from "@/lib/emoji/schema";

/** What the dialog of the system offers. */
export const PICTURE_TYPES = "image/png,image/gif,image/webp";

/** Why a file cannot be the picture of an emoji, as far as can be told before it is sent. */
export function refusalOfFile({ type, size }: Pick<File, "type" | "size">): string | undefined {
  if (!PICTURE_TYPES.split(",").includes(type)) return "Choose a PNG, GIF or WebP.";
  if (size > PICTURE_BYTES_MAX)
    return `This picture has ${Math.ceil(size / 1024)} KB. An emoji can have at most ${PICTURE_BYTES_MAX / 1024} KB.`;
  return undefined;
}

/** A name for an emoji, after that of its file: "Party Parrot.gif" is party_parrot. */
export function nameOfFile(file: string): string {
  const words = file
    .replace(/\.[^.]*$/, "")
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9_-]+/g, "_");
  return words.slice(0, NAME_MAX).replace(/^[_-]+|[_-]+$/g, "");
}
