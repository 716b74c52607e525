import path from "node:path";

/** Returns the path of the file of a `file:` URL. */
export function databaseFile(url: string): string {
  return path.resolve(url.replace(/^file:/, "").replace(/\?.*$/, ""));
}
