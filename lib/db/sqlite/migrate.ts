import { randomUUID } from "node:crypto";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { removeOthersAccess, restrictUmask } from "../../file-permissions.ts";
import { listMigrations } from "../list-migrations.ts";
import { databaseFile } from "./database-file.ts";
import { BUSY_TIMEOUT_MS } from "./pragmas.ts";

/** The `user_version` of a file that was vacuumed since `secure_delete` is on. */
const SCRUBBED = 1;
/** The migrations of this engine. */
export const MIGRATIONS_FOLDER = path.resolve("prisma", "migrations", "sqlite");

/** The same table that Prisma makes, so that `prisma migrate deploy` and `prisma migrate status` stay usable. */
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

/**
 * Migrates the database at `url` to the newest migration, and creates the file when there is none. Returns the names of
 * the applied migrations. They are one transaction: an error or SIGKILL leaves the file unchanged, for the version that
 * made it, whereas Prisma's own engine would leave half a migration and refuse to continue.
 */
export function migrate(url: string, folder = MIGRATIONS_FOLDER): string[] {
  const file = databaseFile(url);
  restrictUmask();
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
  for (const part of [file, `${file}-wal`, `${file}-shm`]) removeOthersAccess(part);
  if (isUpToDate(url, folder)) return [];
  const database = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    database.pragma("synchronous = FULL");
    database.pragma("secure_delete = ON");
    // A migration that remakes a table drops the old one, which with foreign keys on would delete the rows that refer
    // to it. The setting cannot be changed inside a transaction, so the keys are checked at its end instead.
    database.pragma("foreign_keys = OFF");
    // The transaction is IMMEDIATE and looks for migrations again inside: of two processes that start at once, the
    // second finds none.
    const applied = database.transaction(() => applyAll(database, folder)).immediate();
    scrubOnce(database);
    return applied;
  } finally {
    database.close();
  }
}

function applyAll(database: Database.Database, folder: string): string[] {
  database.exec(HISTORY_TABLE);
  const pending = listMigrations(folder).filter(({ name }) => !readApplied(database).has(name));
  const names = pending.map(({ name }) => name);
  for (const { name, script, checksum } of pending) {
    const started = now();
    database.exec(script);
    database.prepare(NOTE).run(randomUUID(), checksum, now(), name, started);
  }
  if ((database.pragma("foreign_key_check") as unknown[]).length > 0)
    throw new Error(`${names.join(", ")} would leave rows that point to nothing`);
  return names;
}

/**
 * Vacuums a database from before `secure_delete` once, because its unused pages still contain deleted text. The
 * `user_version` records it. When the disk has no room, the next start tries again.
 */
function scrubOnce(database: Database.Database): void {
  if (readScrubbed(database)) return;
  try {
    database.exec("VACUUM");
    database.pragma(`user_version = ${SCRUBBED}`);
    database.pragma("wal_checkpoint(TRUNCATE)");
  } catch {
    // The database is unchanged.
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
    return all.every(({ name }) => applied.has(name)) && readScrubbed(database);
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

/** Returns a time in the form that Prisma writes, because SQLite compares it as text. */
export const toStoredDate = (at: Date): string => at.toISOString().replace("Z", "+00:00");

const now = (): string => toStoredDate(new Date());
