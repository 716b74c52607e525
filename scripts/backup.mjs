// npm run backup FILE: copies the database as it is at one moment, also while Parley runs and people write.
import { existsSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { run, StepError, say } from "./steps/run.mjs";

const WAIT_MS = 30_000;
const asked = process.argv[2] && path.resolve(process.env.INIT_CWD ?? ".", process.argv[2]);

await run(async () => {
  await import("./env.mjs");
  if (!asked) throw new StepError("Say where to put the backup, such as: npm run backup /backups/parley.db");
  if (existsSync(asked)) throw new StepError(`There is a file ${asked} already; a backup never overwrites one.`);
  const url = process.env.DATABASE_URL || `file:${path.join(process.env.DATA_DIR || "./data", "parley.db")}`;
  if (!url.startsWith("file:")) throw new StepError("This database is not a file: back it up with pg_dump.");
  const source = path.resolve(url.replace(/^file:/, "").replace(/\?.*$/, ""));
  if (!existsSync(source)) throw new StepError(`There is no database ${source}: DATA_DIR or DATABASE_URL names it.`);
  // The copy contains what people wrote, so it is readable by its owner only.
  process.umask(0o077);
  const database = new Database(source, { timeout: WAIT_MS });
  try {
    database.prepare("VACUUM INTO ?").run(asked);
  } catch (error) {
    throw new StepError(`The backup could not be made (${error.message}).`);
  } finally {
    database.close();
  }
  const copy = new Database(asked, { readonly: true });
  const verdict = copy.pragma("integrity_check", { simple: true });
  copy.close();
  if (verdict !== "ok") throw new StepError(`The backup ${asked} is not sound (${verdict}).`);
  say(`The database is in ${asked}.`);
});
