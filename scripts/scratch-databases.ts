// Empty databases of both engines, for what looks at migrations.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { startPostgresql } from "./steps/postgresql.mjs";

/** Runs `work` with an empty database of each engine, one after the other; they are removed afterwards. */
export async function withScratchDatabases(work: (engine: string, url: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), "parley-db-"));
  try {
    await work("sqlite", `file:${path.join(folder, "empty.db")}`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const server = await startPostgresql();
  try {
    await work("postgresql", await server.createDatabase("scratch"));
  } finally {
    await server.stop();
  }
}
