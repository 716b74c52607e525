import { expect, test } from "vitest";
import { FairSemaphore } from "../../lib/fair-semaphore.ts";

/** A semaphore whose jobs end when the test says so, and the list of jobs that have begun. */
function scene(max = 2) {
  const gate = new FairSemaphore(max);
  const begun: string[] = [];
  const ends = new Map<string, (error?: Error) => void>();
  const run = (person: string, name: string, isHeavy = false) =>
    gate.run(person, isHeavy, () => {
      begun.push(name);
      return new Promise<void>((resolve, reject) => ends.set(name, (error) => (error ? reject(error) : resolve())));
    });
  /** Lets every job begin that can begin. */
  const settle = () => new Promise(setImmediate);
  const end = async (name: string, error?: Error) => {
    ends.get(name)?.(error);
    await settle();
  };
  return { gate, begun, run, end, settle };
}

// docs/reliability.md N2.
test("a small one of grace's waits for none of ada's three heavy ones", async () => {
  const { gate, begun, run, end, settle } = scene();
  const all = [run("ada", "heavy 1", true), run("ada", "heavy 2", true), run("ada", "heavy 3", true)];
  all.push(run("grace", "small"));
  await settle();
  expect(begun).toEqual(["heavy 1", "small"]);
  await end("heavy 1");
  await end("small");
  await end("heavy 2");
  await end("heavy 3");
  await Promise.all(all);
  expect([begun, gate.waiting]).toEqual([["heavy 1", "small", "heavy 2", "heavy 3"], 0]);
});

test("of heavy ones one runs at a time, whoever they come from, and what is small goes past them", async () => {
  const { begun, run, end, settle } = scene();
  const all = [run("ada", "ada's", true), run("mallory", "mallory's", true), run("mallory", "mallory's small")];
  await settle();
  expect(begun).toEqual(["ada's", "mallory's small"]);
  await end("mallory's small");
  expect(begun).toHaveLength(2);
  await end("ada's");
  expect(begun.at(-1)).toBe("mallory's");
  await end("mallory's");
  await Promise.all(all);
});

test("turns go from person to person, however many one has waiting", async () => {
  const { begun, run, end, settle } = scene(1);
  const all = ["a1", "a2", "a3"].map((name) => run("ada", name));
  all.push(run("grace", "g1"), run("linus", "l1"));
  await settle();
  for (const name of ["a1", "g1", "l1", "a2", "a3"]) await end(name);
  await Promise.all(all);
  expect(begun).toEqual(["a1", "g1", "l1", "a2", "a3"]);
});

test("one that fails leaves its place to the next", async () => {
  const { begun, run, end, settle } = scene(1);
  const failing = run("ada", "first");
  const next = run("ada", "second");
  await settle();
  const failed = expect(failing).rejects.toThrow("no");
  await end("first", new Error("no"));
  await failed;
  expect(begun).toEqual(["first", "second"]);
  await end("second");
  await next;
});

test("twenty thousand people take their turns within seconds", async () => {
  const gate = new FairSemaphore(32);
  const done: string[] = [];
  const people = Array.from({ length: 20_000 }, (_, n) => `person ${n}`);
  await Promise.all(people.map((person) => gate.run(person, false, async () => void done.push(person))));
  expect(done).toEqual(people);
});
