import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bin, must } from "./command.mjs";
import { checkNode, install } from "./install.mjs";
import { root, say } from "./run.mjs";
import { hashOf, readIfThere, writeStamp } from "./stamp.mjs";

const STAMP = path.join(root, "prisma", "generated", ".sources");
/** The schema in the words of PostgreSQL: the same but for the provider, which Prisma wants as a literal. */
const SCHEMA = path.join(root, "prisma", "schema.prisma");
const TWIN = path.join(root, "prisma", "generated", "postgresql.prisma");
const EMOJI = "scripts/emoji.mjs";
/** What the compiler of types keeps between builds. It was seen to believe an old client after the schema had changed. */
const TYPES_CACHE = path.join(root, ".next", "cache", ".tsbuildinfo");

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
  say("Generating the database clients.");
  // Prisma's CLI looks for an engine binary even where it needs none, and would try to download one. Any existing file
  // satisfies it.
  const env = { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath };
  const generate = (schema) =>
    must("A database client could not be generated", bin("prisma"), ["generate", "--schema", schema], env, "quiet");
  await generate(SCHEMA);
  // After the other, which empties the folder that the twin is in but for its folders; Prisma takes no half-empty one.
  rmSync(TWIN.replace(/\.prisma$/, ""), { recursive: true, force: true });
  await generate(writeTwin());
  rmSync(TYPES_CACHE, { force: true });
  say("Copying emoji data.");
  await must("The emoji data could not be copied", EMOJI, [], process.env, "quiet");
  writeStamp(STAMP, stamp);
}

function writeTwin() {
  const schema = readFileSync(SCHEMA, "utf8");
  const twin = schema
    .replace('provider = "sqlite"', 'provider = "postgresql"')
    .replace('output   = "./generated"', 'output   = "./postgresql"');
  if (twin.split("\n").filter((line, at) => line !== schema.split("\n")[at]).length !== 2)
    throw new Error("prisma/schema.prisma names its provider and its output otherwise than expected.");
  mkdirSync(path.dirname(TWIN), { recursive: true });
  writeFileSync(TWIN, `// Made of prisma/schema.prisma by scripts/steps/prepare.mjs.\n${twin}`);
  return TWIN;
}
