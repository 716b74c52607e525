import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Config, ConfigError, getConfig } from "@/lib/config.ts";
import { closeDoors, db, openDoors, write } from "@/lib/db/doors.ts";
import { claimFolder } from "@/lib/files/claim-folder.ts";

type Changeable<T> = { -readonly [K in keyof T]: T[K] };
const settings = getConfig() as Changeable<Config>;
const before = { ...settings };
const here = (name: string) => path.join(before.dataDir, name);

/** As several processes are set up: the claim asks which database and which live server the settings name. */
function inFolder(name: string, files: Partial<Config["files"]> = {}): Promise<void> {
  settings.databaseUrl = "postgresql://chat.test/parley";
  settings.realtime = { ...before.realtime, transport: "external" } as Config["realtime"];
  settings.files = { ...before.files, folder: here(name), ...files };
  return claimFolder();
}

beforeAll(openDoors);
afterAll(async () => {
  Object.assign(settings, before);
  await closeDoors();
});
beforeEach(async () => {
  await write((tx) => tx.setting.deleteMany({}));
  for (const name of ["one", "two"]) rmSync(here(name), { recursive: true, force: true });
});

test("several processes with one folder start, as often as they like", async () => {
  await inFolder("one");
  await inFolder("one");
  expect(await db().setting.count()).toBe(1);
});

test("a process with another folder does not, and one sentence says what to do", async () => {
  await inFolder("one");
  const attempt = inFolder("two");
  await expect(attempt).rejects.toThrow(ConfigError);
  await expect(attempt).rejects.toThrow(/^The files of this database are in another folder than [^\n]*\.$/);
  mkdirSync(here("two"), { recursive: true });
  writeFileSync(here("two/folder-id"), "another");
  await expect(inFolder("two")).rejects.toThrow(ConfigError);
});

test("a folder that was moved is taken once it has the id of the old one", async () => {
  await inFolder("one");
  mkdirSync(here("two"), { recursive: true });
  writeFileSync(here("two/folder-id"), `${readFileSync(here("one/folder-id"), "utf8")}\n`);
  await inFolder("two");
});

test("of two that come first at once one keeps the files", async () => {
  settings.databaseUrl = before.databaseUrl;
  const results = await Promise.allSettled([inFolder("one"), inFolder("two")]);
  expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("of many that come first at once on one folder all keep the files there, and nothing else is left in it", async () => {
  await Promise.all(Array.from({ length: 20 }, () => inFolder("one")));
  expect(readdirSync(here("one"))).toEqual(["folder-id"]);
  expect(await db().setting.findMany({ select: { value: true } })).toEqual([
    { value: JSON.stringify(readFileSync(here("one/folder-id"), "utf8")) },
  ]);
});

test("an empty id is no id, and one sentence says what to do", async () => {
  mkdirSync(here("one"), { recursive: true });
  writeFileSync(here("one/folder-id"), "");
  const attempt = inFolder("one");
  await expect(attempt).rejects.toThrow(ConfigError);
  await expect(attempt).rejects.toThrow(/folder-id is empty: delete it\.$/);
  expect(await db().setting.count()).toBe(0);
});

test("with a store each has the folder that it likes, and a process that is alone is not asked", async () => {
  await inFolder("one");
  await inFolder("two", { home: "S3" });
  Object.assign(settings, before);
  settings.files = { ...before.files, folder: here("two") };
  await claimFolder();
});
