import { defineConfig } from "prisma/config";

/** FTS5 keeps the index of search in tables of its own. */
const SEARCH_INDEX = ["", "_data", "_idx", "_docsize", "_config"].map((part) => `SearchIndex${part}`);

// Only the Prisma command line reads this file; the app's own settings are read in lib/config.ts.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations/sqlite", seed: "npm run seed" },
  // The index of search is not Prisma's (`externalTables` in lib/db/sqlite/dialect.ts).
  experimental: { externalTables: true },
  tables: { external: ["SearchPending", ...SEARCH_INDEX] },
  datasource: { url: process.env.DATABASE_URL ?? "file:./data/parley.db" },
});
