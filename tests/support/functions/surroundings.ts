import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPostgresql } from "../../../scripts/steps/postgresql.mjs";
import { startSoketi } from "../../../scripts/steps/soketi.mjs";
import { deploy, readOutputs } from "./outputs.ts";

export type Surroundings = {
  /** The address of a database with all tables and nothing in them. */
  template: string;
  /** Parley's settings for the Soketi that is there. */
  soketi: Record<string, string>;
  /** The folder with what the functions may read. */
  deployed: string;
  stop(): Promise<void>;
};

/** Starts PostgreSQL and Soketi, and deploys the build: `npm run migrate`, and the functions' files. */
export async function startSurroundings(): Promise<Surroundings> {
  const dataDir = mkdtempSync(path.join(tmpdir(), "parley-migrate-"));
  const [server, soketi] = await Promise.all([startPostgresql(), startSoketi()]);
  const template = await server.createDatabase("template");
  const { PATH } = process.env;
  const env = { PATH, NODE_ENV: "production", DATA_DIR: dataDir, DATABASE_URL: template } as NodeJS.ProcessEnv;
  execFileSync(process.execPath, ["scripts/migrate.mjs"], { env, stdio: ["ignore", "ignore", "inherit"] });
  const { folder, remove } = deploy(readOutputs());
  return {
    ...{ template, soketi: soketi.settings, deployed: folder },
    async stop() {
      remove();
      rmSync(dataDir, { recursive: true, force: true });
      soketi.stop();
      await server.stop();
    },
  };
}
