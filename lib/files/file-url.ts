import { type MessageFile, THUMBNAIL_SIZES } from "./message-file.ts";

type ThumbnailSize = (typeof THUMBNAIL_SIZES)[number];
type Sized = Pick<MessageFile, "id" | "width" | "height">;

/**
 * Returns the URL of a file's bytes; with `size`, that of a still version of an image whose longest edge is at most
 * `size` px.
 */
export function fileUrl(id: string, size?: ThumbnailSize): string {
  return size === undefined ? `/api/files/${id}` : `/api/files/${id}?size=${size}`;
}

/**
 * Returns the `srcset` of an image's smaller versions, with their widths in px, or undefined when the image's size is
 * not known.
 */
export function srcSetOf({ id, width, height }: Sized): string | undefined {
  if (width === null || height === null) return undefined;
  const longest = Math.max(width, height);
  return thumbnailSizesOf(longest)
    .map((size) => `${fileUrl(id, size)} ${Math.max(1, Math.round(width * Math.min(1, size / longest)))}w`)
    .join(", ");
}

/** Returns the sizes that differ for an image with this longest edge: all up to the first that is as long. */
export function thumbnailSizesOf(longest: number): ThumbnailSize[] {
  return THUMBNAIL_SIZES.filter((_, index) => (THUMBNAIL_SIZES[index - 1] ?? 0) < longest);
}
