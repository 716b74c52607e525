// Gives each file of unit tests a data folder and a database of its own, for tests that call the domain in process.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";
import { setLongLived } from "@/lib/process/long-lived.ts";
import { copyTemplate } from "./template-database.ts";

setLongLived();
const dataDir = mkdtempSync(path.join(tmpdir(), "parley-unit-"));
process.env.DATA_DIR = dataDir;
process.env.DATABASE_URL = `file:${path.join(dataDir, "parley.db")}`;
await copyTemplate(dataDir);

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
