import { existsSync } from "node:fs";
import { PrismaBetterSqlite3 } from "@prisma/adapter-better-sqlite3";
import type { Dialect } from "../dialect.ts";
import { databaseFile } from "./database-file.ts";
import { isDatabaseAway } from "./errors.ts";
import { openDatabase } from "./open-database.ts";

export const sqliteDialect: Dialect = {
  open: openDatabase,
  exists: async (url) => existsSync(databaseFile(url)),
  isDatabaseAway,
  adapterFactory: (url) => new PrismaBetterSqlite3({ url }),
  openTables: async (url, side) => (await import("./table-store.ts")).openTables(url, side),
  schemaFile: "prisma/schema.prisma",
  // FTS5 keeps its index in tables of its own.
  externalTables: [
    "SearchPending",
    ...["", "_data", "_idx", "_docsize", "_config"].map((part) => `SearchIndex${part}`),
  ],
};
