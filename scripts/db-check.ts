// npm run db:check: fails when the migrations do not lead to prisma/schema.prisma.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { diffToSchema } from "../lib/db/diff-to-schema.ts";
import { migrate } from "../lib/db/migrate.ts";

const scratch = mkdtempSync(path.join(tmpdir(), "parley-db-"));
try {
  const url = `file:${path.join(scratch, "empty.db")}`;
  await migrate(url);
  const script = await diffToSchema(url);
  if (script !== "") {
    console.error(`prisma/schema.prisma and the migrations differ. Missing:\n${script}\nRun: npm run db:new NAME`);
    process.exitCode = 1;
  } else {
    console.log("The migrations lead to prisma/schema.prisma.");
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}
