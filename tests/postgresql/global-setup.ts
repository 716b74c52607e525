import type { TestProject } from "vitest/node";
import { migrate } from "@/lib/db/migrate.ts";
import { startPostgresql } from "../../scripts/steps/postgresql.mjs";
import { copyOf } from "../support/copy-database.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of a migrated database without rows, to be copied and never written to. */
    template: string;
  }
}

/**
 * Starts PostgreSQL for all test files, and makes the database that each of them copies. With TEST_POSTGRESQL, the address of
 * a server of another version, it uses that one instead.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { TEST_POSTGRESQL } = process.env;
  const server = TEST_POSTGRESQL ? null : await startPostgresql();
  const template = server ? await server.createDatabase("template") : await copyOf(TEST_POSTGRESQL ?? "", "template0");
  await migrate(template);
  project.provide("template", template);
  return async () => server?.stop();
}
