import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type Database from "better-sqlite3";

/** Prisma's adapter, which also tells of the driver's connection that it has opened. */
export class OpenAdapterFactory extends PrismaBetterSqlite3 {
  private opened: Database.Database | undefined;

  override async connect() {
    const adapter = await super.connect();
    // The adapter's type does not tell of it; decision 016.
    this.opened = (adapter as unknown as { client?: Database.Database }).client;
    return adapter;
  }

  /** Throws before the first statement has opened it. */
  get connection(): Database.Database {
    if (!this.opened) throw new Error("Prisma's adapter has not opened its connection.");
    return this.opened;
  }
}
