import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { migrate } from "@/lib/db/migrate.ts";

const MIGRATIONS = path.resolve("prisma/migrations/sqlite");

/**
 * A database file with all migrations and no rows, made once for each state of the migrations. Copy it, and never open
 * it.
 */
export async function templateDatabase(): Promise<string> {
  const file = path.join(tmpdir(), `parley-template-${hashOfMigrations()}.db`);
  if (existsSync(file)) return file;
  const draft = `${file}.${process.pid}`;
  await migrate(`file:${draft}`);
  renameSync(draft, file);
  return file;
}

/** Copies the template database to the place where a server with this DATA_DIR looks for it. */
export async function copyTemplate(dataDir: string): Promise<void> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  copyFileSync(await templateDatabase(), path.join(dataDir, "parley.db"));
}

function hashOfMigrations(): string {
  const hash = createHash("sha256");
  for (const name of readdirSync(MIGRATIONS).sort()) {
    const file = path.join(MIGRATIONS, name, "migration.sql");
    if (existsSync(file)) hash.update(`${name}\0`).update(readFileSync(file));
  }
  return hash.digest("hex").slice(0, 16);
}
