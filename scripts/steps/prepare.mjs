import path from "node:path";
import { bin, must } from "./command.mjs";
import { checkNode, install } from "./install.mjs";
import { root, say } from "./run.mjs";
import { hashOf, readIfThere, writeStamp } from "./stamp.mjs";

const STAMP = path.join(root, "prisma", "generated", ".sources");
const EMOJI = "scripts/emoji.mjs";

/** Everything that must have happened before the build or a test can run: a right Node.js, packages, generated files. */
export async function makeReady() {
  checkNode();
  await install();
  await prepare();
}

/** Makes what is generated and not kept in git: the Prisma client and the emoji data. */
export async function prepare() {
  const stamp = hashOf(["prisma/schema.prisma", EMOJI, "package-lock.json"]);
  if (readIfThere(STAMP) === stamp) return;
  say("Generating the database client.");
  // The CLI looks for an engine binary, even here where it needs none; without this it would try to download one.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
  await must("The database client could not be generated", bin("prisma"), ["generate"], env, "quiet");
  say("Copying emoji data.");
  await must("The emoji data could not be copied", EMOJI, [], process.env, "quiet");
  writeStamp(STAMP, stamp);
}
