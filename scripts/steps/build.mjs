import { existsSync } from "node:fs";
import path from "node:path";
import { bin, must } from "./command.mjs";
import { compressStatic } from "./compress-static.mjs";
import { root, say } from "./run.mjs";
import { hashOf, readIfThere, writeStamp } from "./stamp.mjs";

const FOLDER = path.join(root, ".next", "parley");
/** The bundled server, without Next's part. */
export const SERVER_FILE = path.join(FOLDER, "server.mjs");
/** Scripts that are bundled too, for installations without sources and compiler, such as the Docker image. */
const SCRIPTS = ["admin", "migrate", "move-database"];
const STAMP = path.join(FOLDER, "sources");
const OUTPUTS_ADAPTER = path.join(root, "scripts", "steps", "outputs-adapter.mjs");

/** The files that the build reads. A change of any other file needs no build. */
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "types",
  "prisma/schema.prisma",
  "package-lock.json",
  "package.json",
  "next.config.ts",
  "postcss.config.mjs",
  "tailwind.config.ts",
  "tsconfig.json",
  "proxy.ts",
  "instrumentation.ts",
  "server.ts",
  ...SCRIPTS.map((name) => `scripts/${name}.ts`),
  "scripts/steps/outputs-adapter.mjs",
];

/**
 * Builds the pages and the server if their sources have changed. With `isDeployed` the host may name an adapter of its
 * own, or none; else ours writes down the functions.
 */
export async function build({ isDeployed = false } = {}) {
  const stamp = hashOf(SOURCES);
  if (existsSync(SERVER_FILE) && readIfThere(STAMP) === stamp) return;
  say("Building (next build). Under a minute on most machines.");
  const adapter = isDeployed ? {} : { NEXT_ADAPTER_PATH: OUTPUTS_ADAPTER };
  const env = { ...process.env, NODE_ENV: "production", ...adapter };
  await must("The build failed", bin("next"), ["build", "--webpack"], env);
  await bundle("server.ts", SERVER_FILE);
  for (const name of SCRIPTS) await bundle(`scripts/${name}.ts`, path.join(FOLDER, `${name}.mjs`));
  await compressStatic(path.join(root, ".next", "static"));
  writeStamp(STAMP, stamp);
}

/**
 * Bundles a program with the modules of ours that it imports. A bundle starts faster, and with less memory, than
 * sources with a compiler.
 */
export async function bundle(entry, outfile) {
  const esbuild = await import("esbuild");
  await esbuild.build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: "inline",
    sourcesContent: false,
    logLevel: "warning",
  });
}
