import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type Database from "better-sqlite3";

/** Prisma's adapter, which also gives access to the driver's connection. */
export class OpenAdapterFactory extends PrismaBetterSqlite3 {
  private opened: Database.Database | undefined;

  override async connect() {
    const adapter = await super.connect();
    // The adapter's type does not declare the property `client`; see decision 016.
    this.opened = (adapter as unknown as { client?: Database.Database }).client;
    return adapter;
  }

  /** Throws before the first statement, which opens the connection. */
  get connection(): Database.Database {
    if (!this.opened) throw new Error("Prisma's adapter has not opened its connection.");
    return this.opened;
  }
}
