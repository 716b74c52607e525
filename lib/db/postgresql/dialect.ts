import type { Dialect } from "../dialect.ts";
import { isDatabaseAway } from "./errors.ts";
import { hasTables } from "./has-tables.ts";
import { openDatabase } from "./open-database.ts";
import { schemaAdapter } from "./schema-adapter.ts";

export const postgresqlDialect: Dialect = {
  open: openDatabase,
  exists: hasTables,
  isDatabaseAway,
  adapterFactory: schemaAdapter,
  openTables: async (...args) => (await import("./table-store.ts")).openTables(...args),
  schemaFile: "prisma/generated/postgresql.prisma",
  externalTables: ["public.SearchIndex"],
};
