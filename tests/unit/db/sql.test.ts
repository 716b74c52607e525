import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { closeDoors, db, openDoors, sql, write, writeSql } from "@/lib/db/doors.ts";
import { compileSql, type SqlWords, sqlContains, sqlJoin, sqlList, sqlNames, sqlNow, sqlPart } from "@/lib/db/sql.ts";

beforeAll(openDoors);
afterAll(closeDoors);

/** An engine that numbers its placeholders, as PostgreSQL does. */
const COUNTING: SqlWords = {
  placeholder: (position) => `$${position}`,
  list: (placeholder) => `(list ${placeholder})`,
  listValue: (values) => values.join("+"),
  contains: (placeholder) => `HAS ${placeholder}`,
  now: "NOW",
};
const compile = (texts: TemplateStringsArray, ...inputs: Parameters<typeof sqlPart>[1][]) =>
  compileSql(texts, inputs, COUNTING);

test("the values of a statement and of its parts stand where their placeholders are", () => {
  const mine = sqlPart`"userId" = ${"ada"} AND "id" IN ${sqlList(["a", "b"])}`;
  const named = sqlJoin([sqlPart`"name" ${sqlContains("50%_\\")}`, sqlPart`"seq" > ${7}`], " OR ");
  expect(compile`SELECT ${sqlNames(["id", "name"])} FROM "Room" WHERE ${mine} AND (${named}) LIMIT ${3}`).toEqual({
    text: `SELECT "id", "name" FROM "Room" WHERE "userId" = $1 AND "id" IN (list $2) AND ("name" HAS $3 OR "seq" > $4) LIMIT $5`,
    values: ["ada", "a+b", "%50\\%\\_\\\\%", 7, 3],
  });
  expect(compile`SELECT 1 ${sqlPart``}${sqlJoin([], ", ")}`).toEqual({ text: "SELECT 1 ", values: [] });
});

test("a column's name cannot carry a statement of its own", () => {
  expect(() => sqlNames(["id", `id" FROM "User"; --`])).toThrow(/No column or table/);
});

test("what people type is a value, and never part of the statement", async () => {
  const evil = `'; DROP TABLE "Room"; --`;
  const rows = await sql.all<{ typed: string }>`SELECT ${evil} AS "typed" FROM "Room" WHERE "id" = ${"general"}`;
  expect(rows).toEqual([{ typed: evil }]);
  expect(await db().room.count()).toBe(1);
});

test("one place in the program serves each time other values and other parts", async () => {
  const find = (part: ReturnType<typeof sqlPart>, kind: string) =>
    sql.all<{ id: string }>`SELECT "id" FROM "Room" WHERE "kind" = ${kind} AND ${part}`;
  expect(await find(sqlPart`"id" IN ${sqlList(["nowhere", "general"])}`, "OPEN")).toEqual([{ id: "general" }]);
  expect(await find(sqlPart`"id" IN ${sqlList([])}`, "OPEN")).toEqual([]);
  expect(await find(sqlPart`"seq" >= ${0}`, "OPEN")).toEqual([{ id: "general" }]);
  expect(await find(sqlPart`"seq" >= ${0}`, "PRIVATE")).toEqual([]);
});

test("a list may have more values than a statement takes", async () => {
  const ids = [...Array.from({ length: 40_000 }, (_, i) => `r${i}`), "general"];
  expect(await sql.all`SELECT "id" FROM "Room" WHERE "id" IN ${sqlList(ids)}`).toEqual([{ id: "general" }]);
});

test("what is contained is found in small and capital letters, and its signs mean themselves", async () => {
  await write((tx) => tx.room.update({ where: { id: "general" }, data: { topic: "100% of C_3 \\ more" } }));
  const found = async (words: string) =>
    (await sql.all`SELECT "id" FROM "Room" WHERE "topic" ${sqlContains(words)}`).length;
  expect(await Promise.all(["100% OF", "c_3 \\", "", "1%0", "C__3", "\\\\"].map(found))).toEqual([1, 1, 1, 0, 0, 0]);
});

test("parts made by another copy of the module are understood, as Next has several", async () => {
  vi.resetModules();
  const copy = await import("@/lib/db/sql.ts");
  expect(copy.sqlPart).not.toBe(sqlPart);
  const general = copy.sqlPart`"id" IN ${copy.sqlList(["general"])}`;
  expect(await sql.all`SELECT "id" FROM "Room" WHERE ${general}`).toEqual([{ id: "general" }]);
});

test("the door for reads refuses a statement that writes", async () => {
  await expect(sql.all`DELETE FROM "Room" WHERE "id" = ${"general"} RETURNING "id"`).rejects.toThrow(/readonly/i);
  expect(await writeSql((tx) => tx.sql.run`UPDATE "Room" SET "topic" = ${""} WHERE "id" = ${"general"}`)).toBe(1);
});

test("the time is the database's own, in milliseconds, and the same in all of a statement", async () => {
  const before = Date.now() - 1_000;
  const [row] = await sql.all<{ one: number; two: number }>`SELECT ${sqlNow} AS "one", ${sqlNow} + ${5} AS "two"`;
  expect(row?.two).toBe((row?.one ?? 0) + 5);
  expect(row?.one).toBeGreaterThan(before);
  expect(row?.one).toBeLessThan(Date.now() + 1_000);
});
