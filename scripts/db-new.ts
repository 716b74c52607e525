// npm run db:new NAME: writes the migrations, one for each engine, that lead from those so far to prisma/schema.prisma.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { diffToSchema } from "../lib/db/diff-to-schema.ts";
import { migrate } from "../lib/db/migrate.ts";
import { withScratchDatabases } from "./scratch-databases.ts";
import { prepare } from "./steps/prepare.mjs";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Give the migration a name of small letters, digits and _, such as: npm run db:new add_pins");
  process.exit(1);
}

// PostgreSQL's schema is made of the other.
await prepare();
const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
await withScratchDatabases(async (engine, url) => {
  await migrate(url);
  const script = await diffToSchema(url);
  if (script === "") return console.log(`Nothing to do for ${engine}: the migrations already lead to the schema.`);
  const folder = path.join("prisma", "migrations", engine, `${stamp}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "migration.sql"), `${script}\n`);
  console.log(`Wrote ${folder}/migration.sql. Read it, then start Parley to apply it.`);
});
