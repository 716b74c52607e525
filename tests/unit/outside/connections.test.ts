import { afterEach, expect, test } from "vitest";
import { connections } from "@/lib/outside/request.ts";
import { setLongLived } from "@/lib/process/long-lived.ts";

afterEach(() => setLongLived());

test("connections to other people's servers are kept for a moment, and there is a most of them over all servers", () => {
  const { options, maxTotalSockets, maxFreeSockets } = connections();
  expect(options).toMatchObject({ keepAlive: true, timeout: 4000 });
  expect([maxTotalSockets, maxFreeSockets]).toEqual([256, 8]);
});

test("a function, which may be frozen, keeps none", () => {
  setLongLived(false);
  const { options, maxTotalSockets } = connections();
  expect([options.keepAlive ?? false, maxTotalSockets]).toEqual([false, 256]);
});
