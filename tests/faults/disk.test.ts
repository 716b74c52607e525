// docs/reliability.md O3.
import { copyFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { cast } from "../support/cast.ts";
import { client, refusal } from "../support/client.ts";
import { failingDisk, killedAtWrite } from "../support/disk.ts";
import { newDataDir, spawnServer, startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

function inspect<T>(dataDir: string, look: (database: Database.Database) => T): T {
  const database = new Database(path.join(dataDir, "parley.db"));
  try {
    return look(database);
  } finally {
    database.close();
  }
}
const integrity = (database: Database.Database) => database.pragma("integrity_check", { simple: true });

// docs/reliability.md S4.
test("after a power cut, of which only what was synced remains, every acknowledged message is there", async () => {
  const dataDir = await newDataDir();
  const disk = failingDisk(dataDir);
  copyFileSync(path.join(dataDir, "parley.db"), path.join(disk.synced, "parley.db"));
  const server = await startServer({ dataDir, env: disk.env });
  const { ada, grace } = await cast(server);
  const room = await ada.directWith(grace);
  const acknowledged = new Set<string>();
  const writing = [ada, grace, ada, grace].map(async (person) => {
    for (;;) acknowledged.add((await person.send(room, "Is it on the disk?")).id);
  });
  const outcome = Promise.allSettled(writing);
  await until(() => acknowledged.size >= 300, { timeoutMs: 60_000, what: "messages are acknowledged" });
  await server.kill();
  await outcome;

  const left = await newDataDir();
  for (const name of ["parley.db", "parley.db-wal"]) copyFileSync(path.join(disk.synced, name), path.join(left, name));
  const ids = inspect(left, (database) => new Set(database.prepare("SELECT id FROM Message").pluck().all()));
  expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
  expect(inspect(left, integrity)).toBe("ok");
});

// docs/reliability.md S5.
test("while the disk is full, sends are refused cleanly and all can be read; once there is room, all goes on", async () => {
  const dataDir = await newDataDir();
  const disk = failingDisk(dataDir);
  const server = await startServer({ dataDir, env: disk.env });
  const { ada, grace } = await cast(server);
  const room = await ada.directWith(grace);
  for (let n = 0; n < 20; n++) await ada.send(room, `Before ${n}`);
  const before = await grace.fullHistory(room);

  disk.fill();
  const sends = Array.from({ length: 10 }, (_, n) =>
    refusal(ada.api.post(`/api/chat/rooms/${room.id}/messages`, { body: `No room for ${n}` })),
  );
  expect(await Promise.all(sends)).toEqual(Array(10).fill("503 unavailable"));
  expect(await grace.fullHistory(room)).toEqual(before);
  expect((await grace.room(room)).seq).toBe(before.at(-1)?.seq);
  const health = () => client(server.url).get("/api/health");
  await until(async () => (await health()).status === 503, { what: "the health check tells" });
  expect((await health()).body).toMatchObject({ database: "failing", realtime: "ok" });

  disk.free();
  for (let n = 0; n < 5; n++) await ada.send(room, `After ${n}`);
  const after = await grace.fullHistory(room);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after.slice(before.length).map((one) => one.body)).toEqual([0, 1, 2, 3, 4].map((n) => `After ${n}`));
  await until(async () => (await health()).status === 200, { what: "the health check is well again" });
  expect(await server.stop()).toBe(0);
  expect(inspect(dataDir, integrity)).toBe("ok");
});

// docs/reliability.md S8. The next start undoes a migration that was killed before its commit, and keeps one that was
// killed after it.
test.each([1, 2, 5, 12, 20])("killed at write %i to a new database, the next start brings it to its end", async (n) => {
  const dataDir = path.join(await newDataDir(), "new");
  mkdirSync(dataDir);
  const doomed = await spawnServer({ dataDir, env: killedAtWrite(dataDir, n) });
  expect(await doomed.ended).toBeNull();
  expect(doomed.logs()).not.toContain("ready");
  const server = await startServer({ dataDir });
  const { ada, grace } = await cast(server);
  const message = await ada.send(await ada.general(), "Everything works");
  expect(await grace.fullHistory({ id: message.roomId })).toContainEqual(message);
  await server.stop();
  expect(inspect(dataDir, integrity)).toBe("ok");
});
