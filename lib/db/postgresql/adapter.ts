import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";

type Held = { connection?: pg.PoolClient };
/** Carries the connection of a transaction from the adapter, which begins it, to `withConnection`. */
const held = new AsyncLocalStorage<Held>();

/**
 * Prisma's adapter, which also hands the connection of each transaction to `withConnection`, so that SQL can run in the
 * same transaction as Prisma.
 */
export class SharedTransactionFactory extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const begin = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => {
      const transaction = await begin(isolation);
      const store = held.getStore();
      // The adapter's type does not declare the property `client`; see decision 036.
      if (store) store.connection = (transaction as unknown as { client: pg.PoolClient }).client;
      return transaction;
    };
    return adapter;
  }
}

/**
 * Runs `begin`, which begins one transaction of Prisma. Its parameter is a function that returns the connection of this
 * transaction, and throws before the transaction has begun.
 */
export function withConnection<T>(begin: (connection: () => pg.PoolClient) => Promise<T>): Promise<T> {
  const store: Held = {};
  return held.run(store, () =>
    begin(() => {
      if (!store.connection) throw new Error("Prisma's adapter has not begun its transaction.");
      return store.connection;
    }),
  );
}

/**
 * Prisma's adapter for the reading door. It refuses every statement that is not a SELECT. The connection itself is not
 * set to read-only, because a pooler gives the same connection to other clients.
 */
export class ReadOnlyFactory extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const query = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (statement) => {
      if (!/^\s*SELECT\b/i.test(statement.sql)) throw new Error("The door for reads is readonly.");
      return query(statement);
    };
    adapter.executeRaw = async () => {
      throw new Error("The door for reads is readonly.");
    };
    adapter.startTransaction = async () => {
      throw new Error("The door for reads is readonly.");
    };
    return adapter;
  }
}
