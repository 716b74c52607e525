import { ApiError } from "./reply.ts";

/** The parsed URL of an API request. It is parsed once, so that the signature is checked over exactly what is used. */
export type ApiUrl = {
  /** The path as it was sent; the signature is over it. */
  readonly path: string;
  /** The path's parts after `/apps/`, with percent escapes decoded. */
  readonly parts: readonly string[];
  readonly query: ReadonlyMap<string, string>;
  /** The values of `channels[]`, the only parameter that may be given more than once. */
  readonly channels: readonly string[];
};

/** Parses a request's URL. Throws ApiError 400 for broken escapes and repeated parameters. */
export function parseApiUrl(url: string): ApiUrl {
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

/** Decodes percent escapes. Throws ApiError 400 where they are broken. */
export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ApiError(400, "The path is malformed");
  }
}
