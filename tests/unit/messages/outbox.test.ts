import { describe, expect, test, vi } from "vitest";
import { ApiError } from "../../../lib/http/api.ts";
import { Outbox, type OutboxWorld } from "../../../lib/messages/outbox.ts";
import type { Message } from "../../../lib/messages/schema.ts";
import type { PendingMessage } from "../../../lib/messages/timeline.ts";
import { FakeRoom } from "./fake-room.ts";

const network = new ApiError(0, "network", "The server could not be reached.");
const message = (clientId: string): PendingMessage => ({
  clientId,
  body: clientId,
  replyToId: null,
  createdAt: "2026-01-01T00:00:00.000Z",
  status: "sending",
});

/** An outbox whose clock stands still but for its own waits, and whose server does what `post` says. */
function setUp(post: (entry: PendingMessage, attempt: number) => Message | Error) {
  let now = 0;
  const attempts: string[] = [];
  const sent: (string | null)[] = [];
  const failed: [string, string][] = [];
  const world: OutboxWorld = {
    now: () => now,
    pause: async (ms) => {
      now += ms;
    },
    post: async (entry) => {
      attempts.push(entry.clientId);
      const answer = post(entry, attempts.filter((one) => one === entry.clientId).length);
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  const outbox = new Outbox(world);
  outbox.listen({ onSent: (one) => sent.push(one.clientId), onFailed: (...args) => failed.push(args) });
  const room = new FakeRoom();
  return { outbox, attempts, sent, failed, elapsed: () => now, room };
}
const stored = (clientId: string) => new FakeRoom().send(0, "x", clientId);
const settled = () => vi.waitFor(() => new Promise((resolve) => setTimeout(resolve, 5)));

describe("messages go", () => {
  test("in order, one at a time, a stumbling one holding back the next", async () => {
    const box = setUp((entry, attempt) => (entry.clientId === "a" && attempt < 3 ? network : stored(entry.clientId)));
    for (const id of ["a", "b", "c"]) box.outbox.send(message(id));
    await settled();
    expect(box.attempts).toEqual(["a", "a", "a", "b", "c"]);
    expect(box.sent).toEqual(["a", "b", "c"]);
    expect(box.outbox.entries).toEqual([]);
  });
  test("and wait as long as the server asks", async () => {
    const slow = new ApiError(429, "rate_limited", "Slow down.", { retryAfterSeconds: 7 });
    const box = setUp((entry, attempt) => (attempt === 1 ? slow : stored(entry.clientId)));
    box.outbox.send(message("a"));
    await settled();
    expect(box.sent).toEqual(["a"]);
    expect(box.elapsed()).toBe(7000);
  });
});

describe("messages that do not go", () => {
  test("fail after twenty seconds, stay, and keep their clientId on retry", async () => {
    let isDown = true;
    const box = setUp((entry) => (isDown ? new ApiError(503, "unavailable", "Busy.") : stored(entry.clientId)));
    box.outbox.send(message("a"));
    await settled();
    expect(box.failed).toEqual([["a", "Busy."]]);
    expect(box.elapsed()).toBeGreaterThan(10_000);
    expect(box.elapsed()).toBeLessThanOrEqual(20_000);
    expect(box.outbox.entries).toMatchObject([{ clientId: "a", status: "failed", error: "Busy." }]);
    isDown = false;
    box.outbox.retry("a");
    await settled();
    expect(new Set(box.attempts)).toEqual(new Set(["a"]));
    expect(box.sent).toEqual(["a"]);
  });
  test("a refusal fails at once with the server's reason, and the next one goes", async () => {
    const refusal = new ApiError(422, "invalid", "Not valid.", { fields: { body: "The message is empty." } });
    const box = setUp((entry) => (entry.clientId === "a" ? refusal : stored(entry.clientId)));
    box.outbox.send(message("a"));
    box.outbox.send(message("b"));
    await settled();
    expect(box.failed).toEqual([["a", "The message is empty."]]);
    expect([box.sent, box.elapsed()]).toEqual([["b"], 0]);
  });
  test("a wait beyond the deadline is not waited for", async () => {
    const slow = new ApiError(429, "rate_limited", "Slow down.", { retryAfterSeconds: 60 });
    const box = setUp(() => slow);
    box.outbox.send(message("a"));
    await settled();
    expect([box.failed, box.elapsed()]).toEqual([[["a", "Slow down."]], 0]);
  });
  test("a discarded one is not tried again, nor told of", async () => {
    const box = setUp(() => {
      box.outbox.discard("a");
      return network;
    });
    box.outbox.send(message("a"));
    await settled();
    expect([box.attempts, box.failed, box.outbox.entries]).toEqual([["a"], [], []]);
  });
  test("what is on its way cannot be retried", async () => {
    const box = setUp((entry) => stored(entry.clientId));
    box.outbox.send(message("a"));
    box.outbox.retry("a");
    box.outbox.retry("nope");
    await settled();
    expect(box.attempts).toEqual(["a"]);
  });
});
