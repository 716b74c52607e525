import { expect, test } from "vitest";
import { WriteQueue } from "@/lib/db/write-queue.ts";
import { until } from "../../support/until.ts";

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

test("changes that come while a transaction waits for its lock share it, and one that fails is the only one to fail", async () => {
  const transactions: string[][] = [];
  let release = () => {};
  const lock = new Promise<void>((resolve) => {
    release = resolve;
  });
  const transaction = <T>(work: (tx: string[]) => Promise<T>) => {
    const done: string[] = [];
    transactions.push(done);
    return work(done);
  };
  const queue = new WriteQueue(() => false, true);
  const refused = new Error("this one is refused");
  const run = (name: string, before?: Promise<void>, fault?: Error) =>
    queue.run(transaction, async (done: string[]) => {
      await before;
      done.push(name);
      if (fault) throw fault;
      return name;
    });
  const first = run("one", lock);
  await until(() => transactions.length === 1, { what: "the first one has begun" });
  const others = [run("two"), run("three")];
  release();
  expect(await Promise.all([first, ...others])).toEqual(["one", "two", "three"]);
  expect(transactions).toEqual([["one", "two", "three"]]);

  const outcomes = await Promise.allSettled([run("four"), run("five", undefined, refused)]);
  expect(outcomes.map((one) => (one.status === "fulfilled" ? one.value : one.reason))).toEqual(["four", refused]);
  await expect(run("six", undefined, refused)).rejects.toBe(refused);
});
