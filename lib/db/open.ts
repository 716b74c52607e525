import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import { PrismaClient } from "../../prisma/generated/client.ts";

/** How long a statement waits for a lock held by another process (a backup, a second Parley). */
export const BUSY_TIMEOUT_MS = 5000;

const REQUIRED = { journal_mode: "wal", synchronous: 2, foreign_keys: 1, busy_timeout: BUSY_TIMEOUT_MS } as const;

/**
 * Opens one connection and sets what durability rests on, reading each setting back (RELIABILITY.md S1). Throws with
 * a sentence for the operator when the database cannot give it, as on a file system without shared memory.
 */
export async function openClient(url: string, door: "read" | "write"): Promise<PrismaClient> {
  const client = new PrismaClient({ adapter: new PrismaBetterSqlite3({ url }) });
  // busy_timeout first: setting the journal mode takes a lock that another process may hold for a moment.
  await client.$queryRawUnsafe(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  await client.$queryRawUnsafe("PRAGMA journal_mode = wal");
  await client.$queryRawUnsafe("PRAGMA synchronous = FULL");
  await client.$queryRawUnsafe("PRAGMA foreign_keys = ON");
  for (const [name, wanted] of Object.entries(REQUIRED)) {
    const got = await readPragma(client, name);
    if (String(got) !== String(wanted))
      throw new Error(`The database refuses ${name} = ${wanted} (it says ${got}); put DATA_DIR on a local disk.`);
  }
  if (door === "read") await client.$queryRawUnsafe("PRAGMA query_only = ON");
  return client;
}

/** What the connection says of one pragma. */
export async function readPragma(client: PrismaClient, name: string): Promise<unknown> {
  const rows = await client.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
  return Object.values(rows[0] ?? {})[0];
}
