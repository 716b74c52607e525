import { isPostgresql } from "./is-postgresql.ts";

/**
 * Migrates the database at `url` to the newest migration, and creates it when there is none. Returns the names of the
 * applied migrations. All of them are applied or none. It is not a member of Dialect, because server.ts calls it and
 * must not load Prisma.
 */
export async function migrate(url: string): Promise<string[]> {
  if (isPostgresql(url)) return (await import("./postgresql/migrate.ts")).migrate(url);
  return (await import("./sqlite/migrate.ts")).migrate(url);
}
