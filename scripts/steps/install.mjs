import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { attempt } from "./command.mjs";
import { root, StepError, say } from "./run.mjs";
import { readIfThere } from "./stamp.mjs";

const require = createRequire(path.join(root, "package.json"));

export function checkNode() {
  const [wantedMajor, wantedMinor] = [20, 19];
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < wantedMajor || (major === wantedMajor && minor < wantedMinor))
    throw new StepError(
      `Parley needs Node.js ${wantedMajor}.${wantedMinor} or newer, and this is ${process.versions.node}.`,
    );
}

/** Installs packages if node_modules does not match package-lock.json. */
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

/**
 * node-gyp would download Node's headers. Where they are installed beside Node, this environment names their folder.
 */
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
