import { ApiError } from "./reply.ts";

/** A request's address, taken apart once: what is checked is what is used. */
export type ApiAddress = {
  /** As sent, which is what routes are matched on. */
  readonly path: string;
  /** The parts after `/apps/`, decoded. */
  readonly parts: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  /** Values of `channels[]`, the only parameter that may be given more than once. */
  readonly channels: readonly string[];
};

/** Throws ApiError 400 for broken escapes and repeated parameters. */
export function readAddress(url: string): ApiAddress {
  const mark = url.indexOf("?");
  const path = mark < 0 ? url : url.slice(0, mark);
  const query = new Map<string, string>();
  const channels: string[] = [];
  for (const [key, value] of new URLSearchParams(mark < 0 ? "" : url.slice(mark + 1))) {
    if (key === "channels[]") channels.push(value);
    else if (query.has(key.toLowerCase())) throw new ApiError(400, "A query parameter is given twice");
    else query.set(key.toLowerCase(), value);
  }
  return { path, parts: path.slice("/apps/".length).split("/").map(decode), query, channels };
}

/** Percent escapes undone; throws ApiError 400 where they are broken. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ApiError(400, "The path is malformed");
  }
}
