import type { TestProject } from "vitest/node";
import { migrate } from "@/lib/db/migrate.ts";
import { startPostgresql } from "../../scripts/steps/postgresql.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** The address of a migrated database without rows, to be copied and never written to. */
    template: string;
  }
}

/** Starts PostgreSQL for all test files, and makes the database that each of them copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgresql();
  const template = await server.createDatabase("template");
  await migrate(template);
  project.provide("template", template);
  return () => server.stop();
}
