import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { startPostgresql } from "../../scripts/steps/postgresql.mjs";
import { startSoketi } from "../../scripts/steps/soketi.mjs";
import { deploy, readOutputs } from "../support/functions/outputs.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The folder with what the functions may read. */
    deployed: string;
    /** Parley's settings for the Soketi that is there for all tests. */
    soketi: Record<string, string>;
  }
}

/** Starts PostgreSQL and Soketi for all test files, and deploys the build: `npm run migrate`, and the functions' files. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "parley-migrate-"));
  const [server, soketi] = await Promise.all([startPostgresql(), startSoketi()]);
  const template = await server.createDatabase("template");
  const { PATH } = process.env;
  const env = { PATH, NODE_ENV: "production", DATA_DIR: dataDir, DATABASE_URL: template } as NodeJS.ProcessEnv;
  execFileSync(process.execPath, ["scripts/migrate.mjs"], { env, stdio: ["ignore", "ignore", "inherit"] });
  const { folder, remove } = deploy(readOutputs());
  project.provide("template", template);
  project.provide("soketi", soketi.settings);
  project.provide("deployed", folder);
  return async () => {
    remove();
    rmSync(dataDir, { recursive: true, force: true });
    soketi.stop();
    await server.stop();
  };
}
