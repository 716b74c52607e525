import { describe, expect, test } from "vitest";
import { WriteQueue } from "@/lib/db/write-queue.ts";
import { until } from "../../support/until.ts";

const told = (outcomes: PromiseSettledResult<string>[]) =>
  outcomes.map((one) => (one.status === "fulfilled" ? one.value : one.reason));

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
  expect(told(outcomes)).toEqual(["one", refused, away, away]);
  expect(begun).toEqual(["one", "two", "one", "two", "three"]);
  expect(await run("five")).toBe("five");
});

describe("of changes that have joined a transaction which waited for its lock", () => {
  /** A queue with a first change that waits, and what each transaction has done. */
  function newQueue(away?: Error) {
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
    const queue = new WriteQueue((error) => error === away, true);
    const run = (name: string, fault?: Error) =>
      queue.run(transaction, async (done: string[]) => {
        if (name === "first") await lock;
        done.push(name);
        if (fault) throw fault;
        return name;
      });
    const hasBegun = () => until(() => transactions.length === 1, { what: "the first one has begun" });
    return { run, transactions, release, hasBegun };
  }
  test("all share it", async () => {
    const { run, transactions, release, hasBegun } = newQueue();
    const first = run("first");
    await hasBegun();
    const others = [run("two"), run("three")];
    release();
    expect(await Promise.all([first, ...others])).toEqual(["first", "two", "three"]);
    expect(transactions).toEqual([["first", "two", "three"]]);
  });

  test("one that fails is the only one to fail", async () => {
    const { run, transactions, release, hasBegun } = newQueue();
    const refused = new Error("this one is refused");
    const first = run("first");
    await hasBegun();
    const others = [run("two"), run("three", refused), run("four")];
    release();
    expect(told(await Promise.allSettled([first, ...others]))).toEqual(["first", "two", refused, "four"]);
    // All of the first transaction was rolled back, and each ran once more by itself.
    expect(transactions).toEqual([["first", "two", "three"], ["first"], ["two"], ["three"], ["four"]]);
  });

  test("all are told when the database goes away, and none runs again", async () => {
    const away = new Error("the database is away");
    const { run, transactions, release, hasBegun } = newQueue(away);
    const first = run("first");
    await hasBegun();
    const others = [run("two", away), run("three")];
    release();
    expect(told(await Promise.allSettled([first, ...others]))).toEqual([away, away, away]);
    expect(transactions).toEqual([["first", "two"]]);
  });

  test("no more share it than may share a commit, in the order in which they came", async () => {
    const { run, transactions, release, hasBegun } = newQueue();
    const first = run("first");
    await hasBegun();
    const names = Array.from({ length: 40 }, (_, index) => `later ${index}`);
    const others = names.map((name) => run(name));
    release();
    await Promise.all([first, ...others]);
    expect(transactions.map(({ length }) => length)).toEqual([32, 9]);
    expect(transactions.flat()).toEqual(["first", ...names]);
  });
});
