import { afterAll, expect, test } from "vitest";
import { closeDoors, db, openDoors, sql, statement, write, writeSql } from "@/lib/db/doors.ts";

const CLOSED = /doors to the database are not open.*openDoors/;

afterAll(closeDoors);

test("doors that nobody has opened say so, and doors that are closed again", async () => {
  await refuseAll();
  await openDoors();
  expect(await db().user.count()).toBe(0);
  await closeDoors();
  await refuseAll();
});

test("opening the doors twice opens them once", async () => {
  await Promise.all([openDoors(), openDoors()]);
  const first = db();
  await openDoors();
  expect(db()).toBe(first);
  expect(await write((tx) => tx.user.count())).toBe(0);
});

async function refuseAll(): Promise<void> {
  expect(db).toThrow(CLOSED);
  await expect(sql.all`SELECT 1`).rejects.toThrow(CLOSED);
  await expect(write(async () => undefined)).rejects.toThrow(CLOSED);
  await expect(writeSql(async () => undefined)).rejects.toThrow(CLOSED);
  await expect(statement.run`DELETE FROM "Room"`).rejects.toThrow(CLOSED);
}
