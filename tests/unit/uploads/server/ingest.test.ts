// docs/reliability.md F2.
import { afterEach, expect, test, vi } from "vitest";
import type { Viewer } from "@/lib/auth/viewer-type.ts";
import { receiveUpload } from "@/lib/uploads/server/ingest.ts";

afterEach(() => void vi.useRealTimers());

test("mallory, who says nothing after the beginning of a refused body, is answered nevertheless", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "Date"] });
  const body = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from("--x\r\n")) });
  const request = new Request("http://a/api/uploads/key?x=1", { method: "PUT", body, duplex: "half" } as RequestInit);
  let isAnswered = false;
  const reply = receiveUpload({ id: "mallory" } as Viewer, "key", request).finally(() => {
    isAnswered = true;
  });
  const refused = expect(reply).rejects.toMatchObject({ code: "forbidden" });
  await vi.advanceTimersByTimeAsync(9_999);
  expect(isAnswered, "the rest of an honest body has a while to come").toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await refused;
});
