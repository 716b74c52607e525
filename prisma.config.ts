import { defineConfig } from "prisma/config";

// Only the Prisma command line reads this file; the app's own settings are read in lib/config.ts.
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations/sqlite", seed: "npm run seed" },
  datasource: { url: process.env.DATABASE_URL ?? "file:./data/parley.db" },
});
