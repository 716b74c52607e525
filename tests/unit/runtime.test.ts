import { afterEach, expect, test } from "vitest";
import { type Config, getConfig } from "@/lib/config.ts";
import { setLongLived } from "@/lib/process/long-lived.ts";
import { getRuntime } from "@/lib/runtime.ts";

const settings = getConfig() as { -readonly [K in keyof Config]: Config[K] };
const before = { ...settings };
afterEach(() => void Object.assign(settings, before));

const EXTERNAL = { ...before.realtime, transport: "external" } as Config["realtime"];
const POSTGRESQL = "postgresql://chat.test/parley";

test("a process with SQLite and the live server inside of it is alone, and lasts, and has a disk", () => {
  expect(getRuntime()).toEqual({ isAlone: true, isLongLived: true, hasDisk: true });
});

test.each([
  ["SQLite", { realtime: EXTERNAL }],
  ["the live server inside", { databaseUrl: POSTGRESQL }],
])("with %s there is one process", (_, changed) => {
  Object.assign(settings, changed);
  expect(getRuntime().isAlone).toBe(true);
});

test("a process that nobody has said to last is a function, without timers and disk", () => {
  setLongLived(false);
  expect(getRuntime()).toMatchObject({ isLongLived: false, hasDisk: false });
  setLongLived();
});

test("with PostgreSQL and a live server outside there may be several", () => {
  Object.assign(settings, { databaseUrl: POSTGRESQL, realtime: EXTERNAL });
  expect(getRuntime()).toEqual({ isAlone: false, isLongLived: true, hasDisk: true });
});
