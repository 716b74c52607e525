// npm run db:check: fails when the migrations of an engine do not lead to prisma/schema.prisma.
import path from "node:path";
import { diffToSchema } from "../lib/db/diff-to-schema.ts";
import { migrate } from "../lib/db/migrate.ts";
import { withScratchDatabases } from "./scratch-databases.ts";
import { hashOf, readIfThere, writeStamp } from "./steps/stamp.mjs";

const STAMP = path.join("prisma", "generated", ".migrations");
const SOURCES = ["prisma/schema.prisma", "prisma/migrations", "lib/db", "package-lock.json"];

// Starting PostgreSQL takes longer than all other checks: what has been checked once is not checked again.
const stamp = hashOf(SOURCES);
if (readIfThere(STAMP) !== stamp) {
  await withScratchDatabases(async (engine, url) => {
    await migrate(url);
    const script = await diffToSchema(url);
    if (script === "") return;
    console.error(`prisma/schema.prisma and the migrations of ${engine} differ. Missing:\n${script}`);
    console.error("Run: npm run db:new NAME");
    process.exitCode = 1;
  });
  if (!process.exitCode) writeStamp(STAMP, stamp);
}
if (!process.exitCode) console.log("The migrations of both engines lead to prisma/schema.prisma.");
