import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { removeOthersAccess, restrictUmask } from "../../file-permissions.ts";
import { databaseFile } from "./database-file.ts";
import { BUSY_TIMEOUT_MS } from "./pragmas.ts";

/** The `user_version` of a file that was written anew since deleted text is overwritten. */
const SCRUBBED = 1;
const MIGRATIONS_DIR = path.resolve("prisma", "migrations");

/** Prisma's own table, so that `prisma migrate deploy` and `prisma migrate status` stay usable. */
const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                    TEXT PRIMARY KEY NOT NULL,
    "checksum"              TEXT NOT NULL,
    "finished_at"           DATETIME,
    "migration_name"        TEXT NOT NULL,
    "logs"                  TEXT,
    "rolled_back_at"        DATETIME,
    "started_at"            DATETIME NOT NULL DEFAULT current_timestamp,
    "applied_steps_count"   INTEGER UNSIGNED NOT NULL DEFAULT 0
)`;
const NOTE = `INSERT INTO _prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
  VALUES (?, ?, ?, ?, ?, 1)`;

/** The names of all migrations, oldest first. */
export function listMigrations(folder = MIGRATIONS_DIR): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/**
 * Brings the database at `url` up to the newest migration, making the file when there is none, and returns the names of
 * those applied. All of them are one transaction: whatever ends it early, be it an error or SIGKILL, leaves the file as
 * it was, for the version that made it (Prisma's own engine would leave a half migration and refuse to go on).
 */
export function migrate(url: string, folder = MIGRATIONS_DIR): string[] {
  const file = databaseFile(url);
  restrictUmask();
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  for (const part of [file, `${file}-wal`, `${file}-shm`]) removeOthersAccess(part);
  if (isUpToDate(url, folder)) return [];
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.pragma("synchronous = FULL");
    database.pragma("secure_delete = ON");
    // A migration that remakes a table drops the old one: with foreign keys on, that would delete what points to it. The
    // setting cannot be changed inside a transaction, so the keys are checked at its end instead.
    database.pragma("foreign_keys = OFF");
    // IMMEDIATE, then look again: of two processes that start at once the second finds nothing to do.
    const applied = database.transaction(() => applyAll(database, folder)).immediate();
    scrubOnce(database);
    return applied;
  } finally {
    database.close();
  }
}

function applyAll(database: Database.Database, folder: string): string[] {
  database.exec(HISTORY_TABLE);
  const pending = listMigrations(folder).filter((name) => !readApplied(database).has(name));
  for (const name of pending) {
    const script = readFileSync(path.join(folder, name, "migration.sql"), "utf8");
    const started = now();
    database.exec(script);
    const checksum = createHash("sha256").update(script).digest("hex");
    database.prepare(NOTE).run(randomUUID(), checksum, now(), name, started);
  }
  if ((database.pragma("foreign_key_check") as unknown[]).length > 0)
    throw new Error(`${pending.join(", ")} would leave rows that point to nothing`);
  return pending;
}

/**
 * A database of the time before `secure_delete` still has what was deleted in its unused places: written anew once, it
 * has not. The file's own number says that it has been done. Where there is no room for it now, the next start tries again.
 */
function scrubOnce(database: Database.Database): void {
  if (readScrubbed(database)) return;
  try {
    database.exec("VACUUM");
    database.pragma(`user_version = ${SCRUBBED}`);
    database.pragma("wal_checkpoint(TRUNCATE)");
  } catch {
    // The database is as it was.
  }
}

const readScrubbed = (database: Database.Database): boolean =>
  Number(database.pragma("user_version", { simple: true })) >= SCRUBBED;

function isUpToDate(url: string, folder: string): boolean {
  const all = listMigrations(folder);
  if (!existsSync(databaseFile(url))) return false;
  const database = new Database(databaseFile(url), { readonly: true, timeout: BUSY_TIMEOUT_MS });
  try {
    const applied = readApplied(database);
    return all.every((name) => applied.has(name)) && readScrubbed(database);
  } catch {
    return false;
  } finally {
    database.close();
  }
}

function readApplied(database: Database.Database): Set<unknown> {
  const names = database.prepare("SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL");
  return new Set(names.pluck().all());
}

/** In the form that Prisma writes, because SQLite orders text. */
const now = (): string => new Date().toISOString().replace("Z", "+00:00");
