// A stamp is a file with a hash of the sources that a step was done with. While they stay the same, the step is
// skipped.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { root } from "./run.mjs";

/** A hash over the names and contents of all files at or below `places`. A missing place counts as empty. */
export function hashOf(places) {
  const hash = createHash("sha256").update(process.versions.modules);
  for (const file of places.flatMap(filesBelow).sort())
    hash.update(`\0${file}\0`).update(readFileSync(path.join(root, file)));
  return hash.digest("hex");
}

export function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

export function writeStamp(file, stamp) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, stamp);
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
