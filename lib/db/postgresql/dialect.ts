import type { Dialect } from "../dialect.ts";
import { isDatabaseAway } from "./errors.ts";
import { openDatabase } from "./open-database.ts";
import { schemaAdapter } from "./schema-adapter.ts";

export const postgresqlDialect: Dialect = {
  open: openDatabase,
  // Opening never creates a database here, and fails when there is none.
  exists: () => true,
  isDatabaseAway,
  adapterFactory: schemaAdapter,
  openTables: async (...args) => (await import("./table-store.ts")).openTables(...args),
  schemaFile: "prisma/generated/postgresql.prisma",
};
