// npm run admin: starts scripts/admin.ts, as it was built with the server, or from its source where nothing is built.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";

process.chdir(path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), ".."));
const built = path.join(".next", "parley", "admin.mjs");
const script = existsSync(built) ? [built] : ["--import", "tsx", path.join("scripts", "admin.ts")];
// What people wrote is in what it opens: for its owner only, whatever it makes.
process.umask(0o077);
const options = ["--import", "./scripts/env.mjs", "--conditions=react-server"];
const { status } = spawnSync(process.execPath, [...options, ...script, ...process.argv.slice(2)], { stdio: "inherit" });
process.exitCode = status ?? 1;
