// The steps that lead from a fresh clone to a server, shared by start, test and build. Only Node's own modules here:
// nothing is installed yet when this runs. Each step looks first whether it has anything to do.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { compressStatic } from "./compress.mjs";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const require = createRequire(path.join(root, "package.json"));

/** The server itself, without Next's part; made by `build`. */
export const SERVER_FILE = path.join(root, ".next", "parley", "server.mjs");
/** `npm run admin`, where there are no sources and no compiler, as in the Docker image; made by `build`. */
const ADMIN_FILE = path.join(root, ".next", "parley", "admin.mjs");
const BUILD_STAMP = path.join(root, ".next", "parley", "sources");
const PREPARE_STAMP = path.join(root, "prisma", "generated", ".sources");

/** What `next build` reads. Whatever else changes needs no build. */
const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "types",
  "prisma/schema.prisma",
  "package-lock.json",
  "package.json",
  "next.config.mjs",
  "postcss.config.mjs",
  "tailwind.config.ts",
  "tsconfig.json",
  "proxy.ts",
  "instrumentation.ts",
  "server.ts",
  "scripts/admin.ts",
];

/** A reason to stop that the person at the keyboard can act on: one sentence, shown without a stack. */
export class StepError extends Error {}

export const say = (text) => console.log(`parley: ${text}`);

/** Runs `work` and ends the process with 1 and one sentence when a step fails. */
export async function run(work) {
  process.chdir(root);
  process.env.NEXT_TELEMETRY_DISABLED = "1";
  endWithNpm();
  try {
    await work();
  } catch (error) {
    console.error(error instanceof StepError ? `parley: ${error.message}` : error);
    process.exit(1);
  }
}

/** Everything that must have happened before the server or the tests can run. */
export async function makeReady() {
  checkNode();
  await install();
  await prepare();
}

export function checkNode() {
  const [wantedMajor, wantedMinor] = [20, 19];
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor))
    throw new StepError(
      `Parley needs Node.js ${wantedMajor}.${wantedMinor} or newer, and this is ${process.versions.node}.`,
    );
}

/** Installs packages when what lies in node_modules is not what package-lock.json says. */
export async function install() {
  if (!isInstalled()) {
    say("Installing packages (npm ci). The database driver may be compiled: a minute or two.");
    const failed = await attempt(
      "npm",
      ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"],
      withNodeHeaders(),
    );
    if (failed) throw new StepError(`The packages could not be installed (npm ci).${missingTools()}`);
  }
  if (!driverLoads()) {
    say("Building the database driver for this version of Node.js.");
    await attempt("npm", ["rebuild", "better-sqlite3"], withNodeHeaders());
    if (!driverLoads()) throw new StepError(`The database driver better-sqlite3 cannot be built.${missingTools()}`);
  }
}

/** Makes what is generated and not kept in git: the Prisma client and the emoji data. */
export async function prepare() {
  const stamp = hashOf(["prisma/schema.prisma", "scripts/emoji.mjs", "package-lock.json"]);
  if (readIfThere(PREPARE_STAMP) === stamp) return;
  say("Generating the database client.");
  // The CLI looks for an engine binary, even here where it needs none; without this it would try to download one.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
  await must("The database client could not be generated", bin("prisma"), ["generate"], env, "quiet");
  if (existsSync(path.join(root, "scripts", "emoji.mjs"))) {
    say("Copying emoji data.");
    await must("The emoji data could not be copied", "scripts/emoji.mjs", [], process.env, "quiet");
  }
  writeStamp(PREPARE_STAMP, stamp);
}

/** Builds the pages and the server when their sources changed. */
export async function build() {
  const stamp = hashOf(SOURCES);
  if (existsSync(SERVER_FILE) && readIfThere(BUILD_STAMP) === stamp) return;
  say("Building (next build). Under a minute on most machines.");
  const env = { ...process.env, NODE_ENV: "production" };
  await must("The build failed", bin("next"), ["build", "--webpack"], env);
  await bundle("server.ts", SERVER_FILE);
  await bundle("scripts/admin.ts", ADMIN_FILE);
  await compressStatic(path.join(root, ".next", "static"));
  writeStamp(BUILD_STAMP, stamp);
}

/** One file for a program and what it imports of ours: it starts faster and lighter than with a compiler beside it. */
async function bundle(entry, outfile) {
  const esbuild = await import(pathToFileURL(require.resolve("esbuild")).href);
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

/** From now on SIGINT and SIGTERM are somebody else's: the server's in this process, or of what keeps it running. */
export function leaveSignals() {
  for (const signal of SIGNALS) process.off(signal, endSteps);
}

/** npm starts this through a shell that does not pass signals on: without this, ending npm would leave us behind. */
function endWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 500);
  watch.unref();
}

/** The script behind a command of a package, run with this Node.js rather than through a shell. */
export function bin(name, command = name) {
  const manifest = path.join(root, "node_modules", name, "package.json");
  const { bin: entry } = JSON.parse(readFileSync(manifest, "utf8"));
  return path.join(path.dirname(manifest), typeof entry === "string" ? entry : entry[command]);
}

/** Runs a script with this Node.js, as `attempt` does. */
export function node(script, args = [], env = process.env, how = "shown") {
  return attempt(process.execPath, [script, ...args], env, how);
}

const SIGNALS = ["SIGINT", "SIGTERM"];
const children = new Set();
for (const signal of SIGNALS) process.on(signal, endSteps);

function endSteps(signal) {
  for (const child of children) child.kill(signal);
  process.exit(signal === "SIGINT" ? 130 : 143);
}

/** Runs a command to its end and resolves to its exit code. With "quiet", shows its words only if it fails. */
export function attempt(command, args, env = process.env, how = "shown", cwd = root) {
  return new Promise((resolve) => {
    const stdio = how === "quiet" ? ["ignore", "pipe", "pipe"] : ["ignore", "inherit", "inherit"];
    const child = spawn(command, args, { cwd, env, stdio });
    const words = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk) => words.push(chunk));
    children.add(child);
    const end = (code) => {
      children.delete(child);
      if (code !== 0) process.stderr.write(Buffer.concat(words));
      resolve(code);
    };
    child.on("error", (error) => {
      words.push(Buffer.from(`${error.message}\n`));
      end(1);
    });
    child.on("close", (code, signal) => end(signal ? 1 : code));
  });
}

async function must(sentence, script, args, env, how) {
  const code = await node(script, args, env, how);
  if (code !== 0) throw new StepError(`${sentence} (exit code ${code}); the reason stands above.`);
}

function isInstalled() {
  const wanted = readIfThere(path.join(root, "package-lock.json"));
  const present = readIfThere(path.join(root, "node_modules", ".package-lock.json"));
  if (!wanted || !present) return false;
  const installed = JSON.parse(present).packages;
  return Object.entries(JSON.parse(wanted).packages).every(
    ([name, { version, optional, peer }]) => name === "" || optional || peer || installed[name]?.version === version,
  );
}

function driverLoads() {
  try {
    const Database = require("better-sqlite3");
    new Database(":memory:").close();
    return true;
  } catch {
    return false;
  }
}

/** node-gyp would download Node's headers; where they lie beside Node, it is told so. */
function withNodeHeaders() {
  const prefix = path.resolve(path.dirname(process.execPath), "..");
  if (process.env.npm_config_nodedir || !existsSync(path.join(prefix, "include", "node", "node.h"))) return process.env;
  return { ...process.env, npm_config_nodedir: prefix };
}

function missingTools() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  const missing = ["python3", "make", "g++"].filter((tool) => !folders.some((f) => existsSync(path.join(f, tool))));
  if (missing.length === 0) return " The reason stands above.";
  return ` To compile the database driver it takes ${missing.join(", ")}: on Debian or Ubuntu run "apt-get install -y ${missing.join(" ")}", then try again.`;
}

/** One hash over the names and contents of all files at or below `places`; a place that is missing counts as empty. */
export function hashOf(places) {
  const hash = createHash("sha256").update(process.versions.modules);
  for (const file of places.flatMap(filesBelow).sort())
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

function filesBelow(place) {
  const full = path.join(root, place);
  if (!existsSync(full)) return [];
  const entries = readDirectory(full);
  if (!entries) return [place];
  return entries.flatMap((entry) => filesBelow(path.posix.join(place, entry)));
}

function readDirectory(full) {
  try {
    return readdirSync(full);
  } catch {
    return null;
  }
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

function writeStamp(file, stamp) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, stamp);
}
