/**
 * Brings the database at `url` up to the newest migration, making it where there is none, and returns the names of those
 * applied. All or none of them happen, whatever ends it early. Beside the dialect and not a member of it: server.ts
 * calls it, and loads nothing of Prisma.
 */
export async function migrate(url: string): Promise<string[]> {
  return (await import("./sqlite/migrate.ts")).migrate(url);
}
