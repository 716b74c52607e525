import pg from "pg";
import { CONNECT_TIMEOUT_MS, CONNECTION_MAX_SECONDS, LOCK_TIMEOUT_MS, POOL_MAX, STUCK_MS } from "./settings.ts";
import { TextClient } from "./text-client.ts";

/**
 * Opens a pool of connections, which are made when they are needed. Each is made anew after a time, so that a name that
 * leads to another machine since is followed. `onLost` is told when an idle connection breaks.
 */
export function openPool(url: string, onLost: (error: Error) => void): pg.Pool {
  const settings: pg.PoolConfig & { pipeline: boolean } = {
    connectionString: url,
    max: POOL_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    maxLifetimeSeconds: CONNECTION_MAX_SECONDS,
    keepAlive: true,
    Client: TextClient,
    onConnect: prepareConnection,
    // A statement is sent without waiting for the answer to the one before it. The driver's types do not know the setting yet.
    pipeline: true,
  };
  const pool = new pg.Pool(settings);
  // Without this listener, an idle connection that breaks would end the process.
  pool.on("error", onLost);
  return pool;
}

/**
 * Prepares a new connection before its first statement. Without the limit a request waits until it is stuck where somebody
 * holds a table. A pooler may give the connection to others, who are Parley too.
 */
async function prepareConnection(client: pg.ClientBase): Promise<void> {
  endWhenStuck(client);
  await client.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`);
}

type Inner = pg.ClientBase & {
  /** Whether no statement is under way; false from the time that one is sent. */
  readyForQuery: boolean;
  connection: { stream: import("node:net").Socket };
};

/**
 * Ends a connection on which a statement has got no answer for STUCK_MS, as when the other machine has lost its power or
 * its network: TCP alone would wait for minutes. The driver's own timeout leaves such a connection in the pool.
 */
function endWhenStuck(client: pg.ClientBase): void {
  const inner = client as Inner;
  const { stream } = inner.connection;
  stream.setTimeout(STUCK_MS, () => {
    if (!inner.readyForQuery) stream.destroy(new Error("Connection terminated: the database gave no answer."));
  });
}
