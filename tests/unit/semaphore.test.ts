import { expect, test } from "vitest";
import { Semaphore } from "../../lib/semaphore.ts";

test("so many run at a time, the others in their order, also after one that failed", async () => {
  const gate = new Semaphore(2);
  const log: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const run = (name: string) =>
    gate
      .run(() => {
        log.push(name);
        return new Promise<void>((resolve, reject) => {
          ends.set(name, (error) => (error ? reject(error) : resolve()));
        });
      })
      .catch(() => log.push(`${name} failed`));
  const all = ["a", "b", "c", "d"].map(run);
  expect(log).toEqual(["a", "b"]);
  ends.get("b")?.(new Error("no"));
  await all[1];
  expect(log).toEqual(["a", "b", "c", "b failed"]);
  for (const name of ["a", "c"]) ends.get(name)?.();
  await Promise.all([all[0], all[2]]);
  expect(log.at(-1)).toBe("d");
  ends.get("d")?.();
  await all[3];
});
