// npm run db:new NAME: writes the migration that leads from the migrations so far to prisma/schema.prisma.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { diffToSchema } from "../lib/db/diff-to-schema.ts";
import { migrate } from "../lib/db/migrate.ts";

const name = process.argv[2];
if (!name || !/^[a-z0-9_]+$/.test(name)) {
  console.error("Give the migration a name of small letters, digits and _, such as: npm run db:new add_pins");
  process.exit(1);
}

const scratch = mkdtempSync(path.join(tmpdir(), "parley-db-"));
try {
  const url = `file:${path.join(scratch, "empty.db")}`;
  await migrate(url);
  const script = await diffToSchema(url);
  if (script === "") {
    console.log("Nothing to do: the migrations already lead to prisma/schema.prisma.");
  } else {
    const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
    const folder = path.join("prisma", "migrations", `${stamp}_${name}`);
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, "migration.sql"), `${script}\n`);
    console.log(`Wrote ${folder}/migration.sql. Read it, then start Parley to apply it.`);
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
