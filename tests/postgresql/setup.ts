// Runs before each test file: gives it a data folder and a database of its own, for tests that call lib in this process.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, inject } from "vitest";
import { setLongLived } from "@/lib/process/long-lived.ts";
import { copyOf } from "../support/copy-database.ts";

setLongLived();
const dataDir = mkdtempSync(path.join(tmpdir(), "parley-unit-"));
process.env.DATA_DIR = dataDir;
const url = new URL(await copyOf(inject("template")));
process.env.DATABASE_DIRECT_URL = url.href;
// With TEST_POOLER, the host and port of a pooler in front of TEST_POSTGRESQL, everything but migrations goes through it.
process.env.DATABASE_URL = Object.assign(url, { host: process.env.TEST_POOLER ?? url.host }).href;

afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
