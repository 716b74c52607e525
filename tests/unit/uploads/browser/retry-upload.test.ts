import { describe, expect, test } from "vitest";
import { ApiError } from "../../../../lib/browser/api.ts";
import { retryUpload } from "../../../../lib/uploads/browser/retry-upload.ts";
import { StaleUploadUrl } from "../../../../lib/uploads/browser/sending.ts";

const network = () => new ApiError(0, "network", "The server could not be reached.");
const refusal = new ApiError(415, "unsupported_type", "It is not a picture.");

/** An upload whose tries end as given, one after the other. The tries that are left at the end were not needed. */
function setUp(...ends: (Error | string | { upTo: number; error: Error })[]) {
  const seen = { waits: [] as number[], reasons: [] as string[], stale: 0, tries: 0 };
  const controller = new AbortController();
  let reached = 0;
  const result = retryUpload({
    attempt: async () => {
      seen.tries += 1;
      const end = ends.shift() ?? "done";
      if (typeof end === "string") return end;
      if (end instanceof Error) throw end;
      reached = end.upTo;
      throw end.error;
    },
    onPause: (reason) => seen.reasons.push(reason),
    onStale: async () => void seen.stale++,
    pause: async (ms) => void seen.waits.push(ms),
    signal: controller.signal,
    progress: () => reached,
  });
  return { seen, result, controller };
}

describe("an upload", () => {
  test("is tried again after longer and longer pauses, saying why", async () => {
    const { seen, result } = setUp(network(), network(), network(), "file-1");
    expect(await result).toBe("file-1");
    expect(seen.reasons).toEqual(Array(3).fill("Waiting for connection"));
    const [first = 0, second = 0, third = 0] = seen.waits;
    expect([second > first, third > second]).toEqual([true, true]);
  });

  test("begins with short pauses again when it got on", async () => {
    const stuck = setUp(network(), network(), network(), "file-1");
    const moving = setUp(network(), network(), { upTo: 0.5, error: network() }, "file-1");
    await Promise.all([stuck.result, moving.result]);
    expect(moving.seen.waits[2]).toBeLessThan(stuck.seen.waits[2] ?? 0);
  });

  test("ends with the server's reason when it is refused", async () => {
    const { seen, result } = setUp(network(), refusal, "never");
    await expect(result).rejects.toBe(refusal);
    expect(seen.tries).toBe(2);
  });

  test("begins anew at another address when its own has become useless, but not for ever", async () => {
    const once = setUp(new StaleUploadUrl(), "file-2");
    expect(await once.result).toBe("file-2");
    expect([once.seen.stale, once.seen.waits]).toEqual([1, []]);
    const never = setUp(new StaleUploadUrl(), new StaleUploadUrl(), new StaleUploadUrl(), "never");
    await expect(never.result).rejects.toThrow("Attach it again.");
    expect(never.seen.tries).toBe(3);
  });

  test("is tried again after what is neither a refusal nor a lost connection, but not for ever", async () => {
    const odd = () => new ApiError(200, "internal", "The server's answer could not be read.");
    const few = setUp(new RangeError("a status of 0"), odd(), "file-3");
    expect(await few.result).toBe("file-3");
    expect(few.seen.reasons).toEqual(["Waiting for connection", "Waiting for connection"]);
    const many = setUp(...Array.from({ length: 9 }, odd));
    await expect(many.result).rejects.toThrow("could not be read");
    expect(many.seen.tries).toBe(6);
  });

  test("that the server cannot take now says why", async () => {
    const { seen, result } = setUp(
      new ApiError(503, "unavailable", "The server's disk is full at the moment."),
      "file-4",
    );
    expect(await result).toBe("file-4");
    expect(seen.reasons).toEqual(["The server's disk is full at the moment."]);
  });

  test("ends when it is cancelled, also between two tries", async () => {
    const { seen, result, controller } = setUp(network(), "never");
    controller.abort(new Error("cancelled"));
    await expect(result).rejects.toThrow("cancelled");
    expect(seen.tries).toBe(1);
  });
});
