import path from "node:path";
import { bin, must } from "./command.mjs";
import { checkNode, install } from "./install.mjs";
import { root, say } from "./run.mjs";
import { hashOf, readIfThere, writeStamp } from "./stamp.mjs";

const STAMP = path.join(root, "prisma", "generated", ".sources");
const EMOJI = "scripts/emoji.mjs";

/**
 * Does everything that a build or a test needs first: checks the version of Node.js, installs packages, and generates
 * files.
 */
export async function makeReady() {
  checkNode();
  await install();
  await prepare();
}

/** Generates the files that are not kept in git: the Prisma client and the emoji data. */
export async function prepare() {
  const stamp = hashOf(["prisma/schema.prisma", EMOJI, "package-lock.json"]);
  if (readIfThere(STAMP) === stamp) return;
  say("Generating the database client.");
  // Prisma's CLI looks for an engine binary even where it needs none, and would try to download one. Any existing file
  // satisfies it.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
  await must("The database client could not be generated", bin("prisma"), ["generate"], env, "quiet");
  say("Copying emoji data.");
  await must("The emoji data could not be copied", EMOJI, [], process.env, "quiet");
  writeStamp(STAMP, stamp);
}
