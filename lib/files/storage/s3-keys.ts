import "server-only";
import { requireId } from "./paths.ts";

/** The prefix of all keys, so that a bucket can be shared and access be granted for this part only. */
const PREFIX = "files/";

/** The key of a file is its id, whatever its name is. */
export const keyOf = (id: string): string => `${PREFIX}${requireId(id)}`;

/** The key of a smaller version of an image, at most `size` px at its longest edge. */
export const stillKeyOf = (id: string, size: number): string => `${PREFIX}small/${requireId(id)}-${size}`;

/**
 * The key of bytes that a browser has sent and that nobody has examined. It is not the key of the file: a signed URL
 * can be used again until it expires, and must not replace what has been examined.
 */
export const arrivedKeyOf = (id: string): string => `${PREFIX}incoming/${requireId(id)}`;
