import { afterEach, expect, test, vi } from "vitest";
import { later, setKeepAlive } from "@/lib/later.ts";

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
