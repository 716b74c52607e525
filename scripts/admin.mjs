// npm run admin: runs scripts/admin.ts as the build has bundled it, or from its source where nothing has been built.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

process.chdir(path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), ".."));
const built = path.join(".next", "parley", "admin.mjs");
const script = existsSync(built) ? [built] : ["--import", "tsx", path.join("scripts", "admin.ts")];
// The database contains what people wrote, so every file that this makes is readable by its owner only.
process.umask(0o077);
const options = ["--import", "./scripts/env.mjs", "--conditions=react-server"];
const { status } = spawnSync(process.execPath, [...options, ...script, ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = status ?? 1;
