import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Route } from "@next/routing";

/** A function of the build: the file with its handler, and all files that it may read. */
export type BuiltFunction = { pathname: string; file: string; assets: string[] };

type Prerendered = { pathname: string; file: string; status: number; headers: Record<string, string | string[]> };

type Phase = "beforeMiddleware" | "beforeFiles" | "afterFiles" | "dynamicRoutes" | "onMatch" | "fallback";

export type Outputs = {
  buildId: string;
  functions: BuiltFunction[];
  proxy: BuiltFunction;
  files: { pathname: string; file: string }[];
  prerendered: Prerendered[];
  routing: Record<Phase, Route[]> & { middlewareMatchers: Route[]; shouldNormalizeNextData: boolean };
};

/** What `next build` consists of, as scripts/steps/outputs-adapter.mjs has written it down. */
export function readOutputs(): Outputs {
  const file = path.resolve(".next/parley/outputs.json");
  if (!existsSync(file)) throw new Error("There is no list of functions: run npm run build first.");
  return JSON.parse(readFileSync(file, "utf8"));
}

/** The size of a function with everything that it may read, in bytes. */
export function sizeOf(functions: BuiltFunction[]): number {
  const files = new Set(functions.flatMap(({ file, assets }) => [file, ...assets]));
  return [...files].map((file) => lstatSync(file)).reduce((sum, stat) => sum + (stat.isFile() ? stat.size : 0), 0);
}

/**
 * Copies what the functions may read, and nothing else, to a folder that every user can read, as a host does. Returns
 * the folder and a function that deletes it.
 */
export function deploy({ functions, proxy }: Outputs): { folder: string; remove: () => void } {
  const umask = process.umask(0o022);
  const folder = mkdtempSync(path.join(tmpdir(), "parley-functions-"));
  // A temporary folder is made for its owner alone, whatever the umask says.
  chmodSync(folder, 0o755);
  const files = new Set([...functions, proxy].flatMap(({ file, assets }) => [file, ...assets]));
  for (const file of files) {
    const copy = path.join(folder, file);
    mkdirSync(path.dirname(copy), { recursive: true });
    cpSync(file, copy, { recursive: true, verbatimSymlinks: true });
  }
  process.umask(umask);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
