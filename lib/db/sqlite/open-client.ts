import type Database from "better-sqlite3";
import { PrismaClient } from "../../../prisma/generated/client.ts";
import { OpenAdapterFactory } from "./adapter.ts";
import { isDatabaseAway } from "./errors.ts";
import { BEGIN_TIMEOUT_MS, REQUIRED_PRAGMAS } from "./pragmas.ts";
import { PatientAdapterFactory } from "./write-lock.ts";

/** One connection, as Prisma's client and as the driver's. */
export type Opened = { client: PrismaClient; connection: Database.Database };

/**
 * Opens one connection and sets the pragmas on which durability rests, reading each back (docs/reliability.md S1).
 * Throws an error with a sentence for the operator when the database cannot give it, as on a file system without shared
 * memory.
 */
export async function openClient(url: string, door: "read" | "write"): Promise<Opened> {
  const adapter = door === "write" ? new PatientAdapterFactory({ url }) : new OpenAdapterFactory({ url });
  const client = new PrismaClient({ adapter });
  try {
    await setPragmas(client);
    if (door === "read") await client.$queryRawUnsafe("PRAGMA query_only = ON");
    else await proveWritable(client);
    return { client, connection: adapter.connection };
  } catch (error) {
    // Prisma's own text comes first and has several lines; the last line has the reason.
    const reason = (error instanceof Error ? error.message : String(error)).trim().split("\n").at(-1);
    throw new Error(`The database cannot be used (${reason}); put DATA_DIR on a local disk that Parley may write.`);
  }
}

async function setPragmas(client: PrismaClient): Promise<void> {
  const required = Object.entries(REQUIRED_PRAGMAS);
  for (const [name, wanted] of required) await client.$queryRawUnsafe(`PRAGMA ${name} = ${wanted}`);
  for (const [name, wanted] of required) {
    const got = await readPragma(client, name);
    if (String(got) !== String(wanted)) throw new Error(`it refuses ${name} = ${wanted}, and says ${got}`);
  }
}

/**
 * When SQLite cannot make its shared memory, it opens the database read-only and reports it only at the first write.
 */
async function proveWritable(client: PrismaClient): Promise<void> {
  try {
    await client.$transaction(async () => undefined, { maxWait: BEGIN_TIMEOUT_MS });
  } catch (error) {
    // Another process holds the lock for a while, which passes.
    if (!isDatabaseAway(error)) throw error;
  }
}

/** Returns the value of one pragma of the connection. */
export async function readPragma(client: PrismaClient, name: string): Promise<unknown> {
  const rows = await client.$queryRawUnsafe<Record<string, unknown>[]>(`PRAGMA ${name}`);
  return Object.values(rows[0] ?? {})[0];
}
