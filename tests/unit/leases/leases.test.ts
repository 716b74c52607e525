import { afterAll, beforeAll, expect, test } from "vitest";
import { closeDoors, db, openDoors } from "@/lib/db/doors.ts";
import { takeLease, withLease } from "@/lib/leases/lease.ts";

beforeAll(openDoors);
afterAll(closeDoors);

test("in a process that is alone a lease is refused while somebody has it, and writes nothing to the database", async () => {
  const lease = await takeLease("garden");
  expect(await takeLease("garden")).toBeNull();
  expect(await withLease("garden", async () => "never")).toBeNull();
  expect(await withLease("another", async () => "done")).toEqual({ result: "done" });
  await lease?.end();
  expect(await withLease("garden", async () => "done")).toEqual({ result: "done" });
  expect(await db().lease.count()).toBe(0);
});

test("a lease is given back when the work under it fails", async () => {
  await expect(withLease("garden", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await withLease("garden", async () => "done")).toEqual({ result: "done" });
});

test("work that is not due again for a while is refused until then", async () => {
  await (await takeLease("sweep"))?.end(60_000);
  expect(await takeLease("sweep")).toBeNull();
  await (await takeLease("soon"))?.end(1);
  await expect.poll(() => takeLease("soon")).not.toBeNull();
});
