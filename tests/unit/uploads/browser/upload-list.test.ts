import { describe, expect, test } from "vitest";
import { InterruptibleSleep } from "@/lib/browser/sleep.ts";
import { toKeptFile } from "@/lib/uploads/browser/attachable.ts";
import type { KeptFile } from "@/lib/uploads/browser/upload.ts";
import { type Item, UploadList } from "@/lib/uploads/browser/upload-list.ts";

let count = 0;

function item(owner: string, more: Partial<KeptFile> = {}): Item {
  count += 1;
  const place = { id: `file-${count}`, viewerId: "ada", owner, position: count, attachedAt: count };
  const file = { ...toKeptFile({ name: `${count}.txt`, size: 10, type: "text/plain" }, place), ...more };
  const upload = { file, status: "waiting", progress: 0, error: null, preview: null } as const;
  const done = Promise.resolve();
  return {
    upload,
    bytes: null,
    stored: Promise.resolve(true),
    measured: done,
    controller: null,
    pause: new InterruptibleSleep(),
  };
}

describe("the files of a draft", () => {
  test("are another list after a change of one of them, and the same list after a change of others'", () => {
    const items = new UploadList();
    const [mine, others] = [item("draft"), item("message")];
    items.put(mine);
    items.put(others);
    const before = { draft: items.listOf("draft"), message: items.listOf("message") };
    items.change(others, { progress: 0.5 });
    expect(items.listOf("draft")).toBe(before.draft);
    expect(items.listOf("message")).not.toBe(before.message);
    expect(items.listOf("message").map(({ progress }) => progress)).toEqual([0.5]);
  });

  test("leave its list for the message's when they change hands", () => {
    const items = new UploadList();
    const one = item("draft");
    items.put(one);
    expect([items.listOf("draft").length, items.listOf("message").length]).toEqual([1, 0]);
    items.change(one, {}, { owner: "message" });
    expect([items.listOf("draft").length, items.listOf("message").length]).toEqual([0, 1]);
    items.drop(one.upload.file.id);
    expect(items.listOf("message")).toEqual([]);
  });

  test("are not brought back by a change that comes after they were taken away", () => {
    const items = new UploadList();
    const one = item("draft");
    items.put(one);
    items.drop(one.upload.file.id);
    items.change(one, { status: "ready" });
    expect(items.listOf("draft")).toEqual([]);
  });
});
