import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { root } from "./run.mjs";

/**
 * Runs scripts/NAME.ts as the build has bundled it, or from its source where nothing has been built, with the arguments
 * and the exit code of this process.
 */
export function runBundled(name) {
  process.chdir(root);
  const built = path.join(".next", "parley", `${name}.mjs`);
  const script = existsSync(built) ? [built] : ["--import", "tsx", path.join("scripts", `${name}.ts`)];
  // The database contains what people wrote, so every file that this makes is readable by its owner only.
  process.umask(0o077);
  const options = ["--import", "./scripts/env.mjs", "--conditions=react-server"];
  const args = process.argv.slice(2);
  const { status } = spawnSync(process.execPath, [...options, ...script, ...args], { stdio: "inherit" });
  process.exitCode = status ?? 1;
}
