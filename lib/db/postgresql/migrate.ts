import { randomUUID } from "node:crypto";
import path from "node:path";
import type { Client } from "pg";
import { listMigrations } from "../list-migrations.ts";
import { CONNECT_TIMEOUT_MS } from "./settings.ts";
import { requireVersion, VERSION_QUERY } from "./version.ts";

/** The migrations of this engine. */
export const MIGRATIONS_FOLDER = path.resolve("prisma", "migrations", "postgresql");
/** The key of the advisory lock of Parley's migrations: "parley" in ASCII, read as a number. */
const LOCK = "123597980526969";

/** The same table that Prisma makes, so that `prisma migrate deploy` and `prisma migrate status` stay usable. */
const HISTORY_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
    "id"                  VARCHAR(36) PRIMARY KEY NOT NULL,
    "checksum"            VARCHAR(64) NOT NULL,
    "finished_at"         TIMESTAMPTZ,
    "migration_name"      VARCHAR(255) NOT NULL,
    "logs"                TEXT,
    "rolled_back_at"      TIMESTAMPTZ,
    "started_at"          TIMESTAMPTZ NOT NULL DEFAULT now(),
    "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Migrates the database at `url` to the newest migration and returns the names of the applied migrations. All of them
 * are one transaction, which holds an advisory lock: when several processes start at once, one migrates and the others
 * find nothing to do. The lock belongs to the transaction and not to the session, because a pooler gives the same
 * session to other clients.
 */
export async function migrate(url: string, folder = MIGRATIONS_FOLDER): Promise<string[]> {
  // The driver is loaded here, so that a process with SQLite, which has this file too, does not load it.
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect();
  try {
    requireVersion((await client.query(VERSION_QUERY)).rows);
    await client.query("BEGIN");
    // Parley stores UTC in columns without a time zone; this makes CURRENT_TIMESTAMP in a migration UTC too.
    await client.query("SET LOCAL timezone TO 'UTC'");
    await client.query("SELECT pg_advisory_xact_lock($1::bigint)", [LOCK]);
    const applied = await applyAll(client, folder);
    await client.query("COMMIT");
    return applied;
  } finally {
    // After an error, closing the connection rolls back the transaction.
    await client.end();
  }
}

async function applyAll(client: Client, folder: string): Promise<string[]> {
  await client.query(HISTORY_TABLE);
  const { rows } = await client.query<{ migration_name: string }>(
    `SELECT migration_name FROM "_prisma_migrations" WHERE finished_at IS NOT NULL`,
  );
  const applied = new Set(rows.map((row) => row.migration_name));
  const pending = listMigrations(folder).filter(({ name }) => !applied.has(name));
  for (const { name, script, checksum } of pending) {
    const started = new Date().toISOString();
    await client.query(script);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, $5, 1)`,
      [randomUUID(), checksum, new Date().toISOString(), name, started],
    );
  }
  return pending.map(({ name }) => name);
}
