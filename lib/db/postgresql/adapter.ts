import { AsyncLocalStorage } from "node:async_hooks";
import { PrismaPg } from "@prisma/adapter-pg";
import type pg from "pg";

type Held = { connection?: pg.PoolClient };
/** The connection of the transaction that is being begun in this chain of calls. */
const held = new AsyncLocalStorage<Held>();

/** Prisma's adapter, whose transactions tell on which connection they are: SQL beside Prisma is to be part of them. */
export class SharedTransactionFactory extends PrismaPg {
  override async connect() {
    const adapter = await super.connect();
    const begin = adapter.startTransaction.bind(adapter);
    adapter.startTransaction = async (isolation) => {
      const transaction = await begin(isolation);
      const store = held.getStore();
      // The adapter's type does not tell of it.
      if (store) store.connection = (transaction as unknown as { client: pg.PoolClient }).client;
      return transaction;
    };
    return adapter;
  }
}

/** Runs `begin`, which begins a transaction of Prisma's; what it is handed gives the transaction's connection. */
export function withConnection<T>(begin: (connection: () => pg.PoolClient) => Promise<T>): Promise<T> {
  const store: Held = {};
  return held.run(store, () =>
    begin(() => {
      if (!store.connection) throw new Error("Prisma's adapter has not told its transaction's connection.");
      return store.connection;
    }),
  );
}

/** Prisma's adapter for the door that reads: it refuses what would write, whoever the connection belongs to. */
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
