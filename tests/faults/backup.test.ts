import { execFile } from "node:child_process";
import { copyFileSync, existsSync, rmSync, statSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { afterAll, expect, test } from "vitest";
import { cast } from "../support/cast.ts";
import { newDataDir, startServer } from "../support/server.ts";

const run = promisify(execFile);
const server = await startServer();
const { ada, grace } = await cast(server);
afterAll(() => server.stop());

const backup = (to: string, env: Record<string, string> = { DATA_DIR: server.dataDir }) =>
  run(process.execPath, ["scripts/backup.mjs", to], { env: { ...process.env, ...env } });

// docs/reliability.md S7, and the steps of docs/operations.md.
test("a backup made while people write, put back in the place of the old file, is the room as it was then", async () => {
  const room = await ada.directWith(grace);
  const folder = await newDataDir();
  const file = path.join(folder, "backup.db");
  const before = await ada.send(room, "Before the backup");
  let writing = true;
  const talk = [ada, grace].map(async (person) => {
    for (let n = 0; writing; n++) await person.send(room, `Meanwhile ${n}`);
  });
  await backup(file);
  expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
  writing = false;
  await Promise.all(talk);
  const after = await ada.send(room, "After the backup");
  const whole = await ada.fullHistory(room);

  const restored = await startServer();
  const { mallory } = await cast(restored);
  await mallory.send(await mallory.general(), "Of another time");
  await restored.kill();
  // The premise: the folder that is replaced has a write-ahead log, which would be applied to the backup.
  expect(existsSync(path.join(restored.dataDir, "parley.db-wal"))).toBe(true);
  copyFileSync(file, path.join(restored.dataDir, "parley.db"));
  for (const stale of ["parley.db-wal", "parley.db-shm"]) rmSync(path.join(restored.dataDir, stale));
  const again = await startServer({ dataDir: restored.dataDir });
  const history = await ada.via(again).fullHistory(room);
  expect(history.map((one) => one.id)).toContain(before.id);
  expect(history.map((one) => one.id)).not.toContain(after.id);
  expect(history).toEqual(whole.slice(0, history.length));
  expect((await ada.via(again).room(room)).seq).toBe(history.length);
  await ada.via(again).send(room, "And on it goes");
  await again.stop();
  const database = new Database(path.join(restored.dataDir, "parley.db"));
  expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
  database.close();
});

test("a backup overwrites nothing, and says in a sentence what is wrong", async () => {
  const file = path.join(await newDataDir(), "parley.db");
  await expect(backup(file)).rejects.toThrow("never overwrites");
  const nowhere = { DATA_DIR: path.join(path.dirname(file), "nowhere") };
  await expect(backup(`${file}.new`, nowhere)).rejects.toThrow("There is no database");
  await expect(backup(path.join(path.dirname(file), "no", "folder.db"))).rejects.toThrow("could not be made");
  expect(existsSync(`${file}.new`)).toBe(false);
});
