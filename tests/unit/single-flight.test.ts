import { expect, test } from "vitest";
import { singleFlight } from "../../lib/single-flight.ts";

test("who asks while it runs shares the work and its outcome; who asks later has it done anew", async () => {
  let runs = 0;
  const ends: ((fault?: Error) => void)[] = [];
  const ask = (key: string) =>
    singleFlight("tests.share", key, () => {
      const run = ++runs;
      return new Promise<number>((resolve, reject) => ends.push((fault) => (fault ? reject(fault) : resolve(run))));
    });
  const [first, second, other] = [ask("a"), ask("a"), ask("b")];
  ends[0]?.();
  expect([await first, await second, runs]).toEqual([1, 1, 2]);
  ends[1]?.(new Error("no"));
  await expect(other).rejects.toThrow("no");
  const [third, fourth] = [ask("a"), ask("b")];
  for (const end of ends.slice(2)) end();
  expect([await third, await fourth]).toEqual([3, 4]);
});
