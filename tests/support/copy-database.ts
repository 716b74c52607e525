import { randomBytes } from "node:crypto";
import pg from "pg";

/**
 * Makes a copy of a database that nobody is connected to, and resolves to its address. It is the one in the address, or
 * `other` on the same server.
 */
export async function copyOf(template: string, other?: string): Promise<string> {
  const name = `copy_${randomBytes(8).toString("hex")}`;
  const url = new URL(template);
  const original = other ?? url.pathname.slice(1);
  url.pathname = "/postgres";
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(`CREATE DATABASE "${name}" TEMPLATE "${original}"`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}
