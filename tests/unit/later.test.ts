import { afterEach, expect, test, vi } from "vitest";
import { again, later, setKeepAlive } from "@/lib/later.ts";

afterEach(() => {
  setKeepAlive(() => {});
  vi.restoreAllMocks();
});

function logged(): string[] {
  const lines: string[] = [];
  vi.spyOn(process.stderr, "write").mockImplementation((line) => lines.push(String(line)) > 0);
  return lines;
}

test("a function is kept from being frozen until the work is done, also when it fails", async () => {
  const lines = logged();
  const kept: Promise<unknown>[] = [];
  setKeepAlive((work) => void kept.push(work));
  let finish = () => {};
  later(new Promise<void>((done) => (finish = done)), "never said");
  later(Promise.reject(new Error("the store is away")), "the bytes stay", { fileId: "f1" });
  expect(kept).toHaveLength(2);
  finish();
  await Promise.all(kept);
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({ level: "error", message: "the bytes stay", fileId: "f1" });
});

test("work that is done again waits for its end, and goes on after a failure", async () => {
  const lines = logged();
  const ends: (() => void)[] = [];
  let [running, most] = [0, 0];
  const work = async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise<void>((done) => ends.push(done));
    running -= 1;
    if (ends.length === 2) throw new Error("not this time");
  };
  again(work, 1, "the look failed");
  for (const turn of [1, 2, 3]) {
    await expect.poll(() => ends.length).toBe(turn);
    ends[turn - 1]?.();
  }
  await expect.poll(() => ends.length).toBe(4);
  expect(most).toBe(1);
  expect(lines.map((line) => JSON.parse(line).message)).toEqual(["the look failed"]);
});
