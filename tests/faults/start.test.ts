import { mkdirSync } from "node:fs";
import { expect, test } from "vitest";
import { unsharedDisk } from "../support/disk.ts";
import { newDataDir, spawnServer } from "../support/server.ts";

// docs/reliability.md S1: where SQLite cannot be durable for several connections at once, the server does not start.
test.each([
  ["where no memory can be shared", unsharedDisk, () => undefined],
  [
    "where SQLite's shared memory cannot be made",
    () => ({}),
    (dataDir: string) => mkdirSync(`${dataDir}/parley.db-shm`),
  ],
])("a start on a disk %s ends with a sentence for the operator", async (_, env, spoil) => {
  const dataDir = await newDataDir();
  spoil(dataDir);
  const server = await spawnServer({ dataDir, env: env(dataDir) });
  expect(await server.ended).toBe(1);
  expect(server.logs()).toContain("put DATA_DIR on a local disk");
  expect(server.logs()).not.toContain("is ready at");
});
