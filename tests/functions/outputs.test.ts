// What the functions of the build consist of.
import { expect, test } from "vitest";
import { readOutputs, sizeOf } from "../support/functions/outputs.ts";

const MB = 1024 * 1024;
const outputs = readOutputs();
const all = [...outputs.functions, outputs.proxy];

test("every page and every route of the API is a function, and the proxy is one", () => {
  const names = all.map(({ pathname }) => pathname);
  for (const name of ["/login", "/rooms/[roomId]", "/api/cron", "/api/chat/rooms/[roomId]/messages"])
    expect(names).toContain(name);
});

test("no function carries SQLite, another engine than PostgreSQL, the migrations or the compiler", () => {
  const unwanted =
    /better-sqlite3|query_compiler_\w+\.(sqlite|mysql|sqlserver|cockroachdb)|schema-engine|node_modules\/(typescript|esbuild|prisma)\//;
  const found = all.flatMap(({ pathname, assets }) =>
    assets.filter((file) => unwanted.test(file)).map((file) => `${pathname}: ${file}`),
  );
  expect(found).toEqual([]);
  expect(
    all.flatMap(({ assets }) => assets).some((file) => file.includes("adapter-pg")),
    "the words are there",
  ).toBe(true);
});

test("each function, and all together, are far below what hosts allow", () => {
  const large = all.filter((one) => sizeOf([one]) > 50 * MB).map(({ pathname }) => pathname);
  expect(large).toEqual([]);
  expect(sizeOf(all)).toBeLessThan(60 * MB);
});
