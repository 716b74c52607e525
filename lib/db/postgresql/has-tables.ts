import pg from "pg";
import { CONNECT_TIMEOUT_MS } from "./settings.ts";

/** Whether Parley's tables are in the database. Where it cannot be reached the answer is yes, and opening it says why. */
export async function hasTables(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  try {
    await client.connect();
    const { rows } = await client.query(`SELECT to_regclass('"User"') IS NOT NULL AS "isThere"`);
    return rows[0]?.isThere === true;
  } catch {
    return true;
  } finally {
    await client.end().catch(() => {});
  }
}
