import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

const API = path.resolve("app/api");
const EXPORTED = /^export (?:const|async function|function) (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/gm;
const RENAMED = /(?<=^export \{[^}]*)\bas (GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\b/gm;

/**
 * Every API route on disk, as `POST /api/chat/rooms/[roomId]/messages`, so that a test which needs all of them cannot
 * forget one.
 */
export function apiRoutes(): string[] {
  return readdirSync(API, { recursive: true, encoding: "utf8" })
    .filter((file) => /(^|\/)route\.tsx?$/.test(file))
    .flatMap((file) => {
      const source = readFileSync(path.join(API, file), "utf8");
      const methods = [EXPORTED, RENAMED].flatMap((pattern) => [...source.matchAll(pattern)].map((match) => match[1]));
      if (methods.length === 0) throw new Error(`app/api/${file} exports no method that this can read`);
      const address = path.posix.join("/api", path.posix.dirname(file));
      return methods.map((method) => `${method} ${address}`);
    })
    .sort();
}

/** The routes that may change something. */
export const mutatingRoutes = (): string[] => apiRoutes().filter((route) => !/^(GET|HEAD|OPTIONS) /.test(route));
