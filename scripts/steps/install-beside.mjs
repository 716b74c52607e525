import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { attempt } from "./command.mjs";
import { StepError, say } from "./run.mjs";

/**
 * Installs a tool that tests run but Parley never ships: a folder with a package.json and a lock file of its own, whose
 * main package is `name`. It does nothing when the tool is there.
 * With `needsScripts`, its packages run their install scripts, by which some put their own files in place.
 */
export async function installBeside(folder, name, what, needsScripts = false) {
  const lock = JSON.parse(readFileSync(path.join(folder, "package-lock.json"), "utf8"));
  const { version } = lock.packages[`node_modules/${name}`];
  const manifest = path.join(folder, "node_modules", name, "package.json");
  if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).version === version) return;
  say(`Installing ${what}.`);
  // Optional native parts are not needed, and their install scripts would compile for minutes.
  const options = ["ci", ...(needsScripts ? [] : ["--ignore-scripts"]), "--no-audit", "--no-fund"];
  const failed = await attempt("npm", options, process.env, "quiet", folder);
  if (failed) throw new StepError(`${name} could not be installed; the reason stands above.`);
}
