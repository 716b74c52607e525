import type pg from "pg";
import { MoveRefusal } from "../move/refusal.ts";
import type { Side } from "../move/table-store.ts";
import { LOCK_TIMEOUT_MS } from "./settings.ts";

/** PostgreSQL's code for a lock that was not free in time. */
const LOCK_NOT_AVAILABLE = "55P03";

/** The names of all tables. */
export const TABLES = `SELECT c.relname FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') ORDER BY 1`;
const OTHERS = `SELECT count(*) FROM pg_stat_activity
  WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'`;

/** How often, and after which wait, connections are counted again: PostgreSQL lists one for a moment after its end. */
const COUNTS_MAX = 10;
const COUNT_AGAIN_MS = 200;

/** Throws MoveRefusal when others are connected to the database. */
export async function refuseOthers(client: pg.Client, side: Side): Promise<void> {
  let others = 0;
  for (let counts = 0; counts < COUNTS_MAX; counts += 1) {
    others = Number((await client.query(OTHERS)).rows[0]?.count);
    if (others === 0) return;
    await new Promise((resolve) => setTimeout(resolve, COUNT_AGAIN_MS));
  }
  throw new MoveRefusal(
    `${side} is in use by ${others} other connections: stop Parley first, or add --ignore-connections where they are not Parley's.`,
  );
}

/**
 * Begins the transaction of a move and locks all tables against writes, and those of the target against locks of their
 * kind, too. Throws MoveRefusal when somebody holds a lock.
 */
export async function begin(client: pg.Client, side: Side): Promise<void> {
  await client.query("BEGIN");
  // A long move must not be taken for a transaction that somebody forgot.
  for (const timeout of ["statement_timeout", "idle_in_transaction_session_timeout"])
    await client.query(`SET LOCAL ${timeout} = 0`);
  await client.query(`SET LOCAL lock_timeout = ${LOCK_TIMEOUT_MS}`);
  const { rows } = await client.query<{ relname: string }>(TABLES);
  if (rows.length === 0) return;
  const mode = side === "FROM" ? "SHARE" : "SHARE ROW EXCLUSIVE";
  try {
    await client.query(`LOCK TABLE ${rows.map(({ relname }) => `"${relname}"`).join(", ")} IN ${mode} MODE`);
  } catch (error) {
    if ((error as { code?: string }).code !== LOCK_NOT_AVAILABLE) throw error;
    throw new MoveRefusal(`${side} is in use, and somebody writes to it: stop Parley first.`);
  }
}
