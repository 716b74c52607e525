// The service worker, in a context of its own, with a stand-in for the browser and for the server.
import { readFileSync } from "node:fs";
import { runInNewContext } from "node:vm";
import { expect, test } from "vitest";

type Renewed = { waitUntil(work: Promise<void>): void; newSubscription: object | null };

/** Lets the browser change its subscription. Resolves to what the server is told then. */
async function renewedFor(reply: Response): Promise<unknown[]> {
  const told: unknown[] = [];
  const listeners = new Map<string, (event: Renewed) => void>();
  const pushManager = { subscribe: async () => ({ endpoint: "https://push.example/new" }) };
  const self = {
    addEventListener: (type: string, listener: (event: Renewed) => void) => listeners.set(type, listener),
    registration: { pushManager },
  };
  const fetch = async (_: string, options?: { body: string }) => {
    if (options) told.push(JSON.parse(options.body));
    return options ? new Response(null, { status: 204 }) : reply;
  };
  runInNewContext(readFileSync("public/push-worker.js", "utf8"), { self, fetch, URL });
  const works: Promise<void>[] = [];
  listeners.get("pushsubscriptionchange")?.({ waitUntil: (work) => works.push(work), newSubscription: null });
  await Promise.all(works);
  return told;
}

test("a new address of the browser is told for the account that has notifications on here, and for no other", async () => {
  const devices = (...current: boolean[]) =>
    Response.json({ publicKey: "key", devices: current.map((one) => ({ current: one })) });
  expect(await renewedFor(devices(false, true))).toEqual([{ endpoint: "https://push.example/new" }]);
  expect(await renewedFor(devices(false))).toEqual([]);
  expect(await renewedFor(devices())).toEqual([]);
  expect(await renewedFor(Response.json({ error: {} }, { status: 401 }))).toEqual([]);
});
