import { expect, test } from "vitest";
import { WriteQueue } from "@/lib/db/write-queue.ts";

test("when the database goes away while changes run one by one, those behind are told so and do not wait for it each", async () => {
  const refused = new Error("this one is refused");
  const away = new Error("the database is away");
  const queue = new WriteQueue((error) => error === away);
  const transaction = <T>(work: (tx: null) => Promise<T>) => work(null);
  const begun: string[] = [];
  const run = (name: string, fault?: Error) =>
    queue.run(transaction, async () => {
      begun.push(name);
      if (fault) throw fault;
      return name;
    });
  const outcomes = await Promise.allSettled([run("one"), run("two", refused), run("three", away), run("four")]);
  expect(outcomes.map((one) => (one.status === "fulfilled" ? one.value : one.reason))).toEqual([
    "one",
    refused,
    away,
    away,
  ]);
  expect(begun).toEqual(["one", "two", "one", "two", "three"]);
  expect(await run("five")).toBe("five");
});
