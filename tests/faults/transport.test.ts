import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { cast } from "../support/cast.ts";
import { spawnServer } from "../support/server.ts";
import { until } from "../support/until.ts";

// docs/reliability.md D13: the live transport may fail in every way, and sending is not affected.
const NOTICE = "live events were not published";

let behave: RequestListener = () => {};
let asked = 0;
/** The number of requests that the broker has neither answered nor dropped. */
let pending = 0;
const broker = createServer((request, response) => {
  // The server looks by itself whether it is well (lib/realtime/watch-transport). It never finds out here, so that what is
  // counted are the events of these tests alone.
  if (request.method === "GET") return;
  asked += 1;
  pending += 1;
  response.once("close", () => {
    pending -= 1;
  });
  request.resume();
  behave(request, response);
});
await new Promise<void>((resolve) => broker.listen(0, "127.0.0.1", resolve));
const { port } = broker.address() as AddressInfo;

// With such a broker the server is never healthy, so the test waits until it answers at all.
const server = await spawnServer({
  env: {
    PUSHER_HOST: "127.0.0.1",
    PUSHER_PORT: String(port),
    PUSHER_APP_ID: "app",
    PUSHER_KEY: "app-key",
    PUSHER_SECRET: "not-the-right-secret",
  },
});
const answers = () =>
  fetch(`${server.url}/api/chat/me`).then(
    (reply) => reply.status === 401,
    () => false,
  );
behave = json(200, {});
await until(answers, { timeoutMs: 60_000, what: "the server answers" });
const { ada, grace } = await cast(server);
const room = await ada.directWith(grace);
afterAll(async () => {
  broker.closeAllConnections();
  broker.close();
  await server.stop();
});

function json(status: number, body: unknown): RequestListener {
  return (_, response) =>
    void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

const notices = () =>
  server
    .logs()
    .split("\n")
    .filter((line) => line.includes(NOTICE));

/** Sends a message while the broker behaves in this way, and resolves to the lines that the log gained. */
async function sendWhile(behaviour: RequestListener, body: string): Promise<string[]> {
  const before = notices().length;
  // The broker does nothing until the send has been answered, so no send waits for it, however it fails afterwards.
  const held: (() => void)[] = [];
  behave = (request, response) => void held.push(() => behaviour(request, response));
  const message = await ada.send(room, body);
  expect(notices()).toHaveLength(before);
  // The answer may be here before the broker is asked.
  await until(() => held.length > 0, { what: "the broker is asked" });
  for (const go of held) go();
  expect((await grace.history(room, { limit: 1 })).messages).toEqual([message]);
  await until(() => notices().length > before, { timeoutMs: 10_000, what: "the failure is in the log" });
  return notices().slice(before);
}

test("the premise: with a broker that works, a send is published and nothing is complained of", async () => {
  const before = asked;
  await ada.send(room, "Heard");
  await until(() => asked > before, { what: "the event is published" });
  expect(notices()).toEqual([]);
});

const failures: [string, RequestListener, string][] = [
  ["refuses the secret", json(401, { error: "Unknown auth_key" }), "401"],
  ["refuses with 200, as Soketi does", json(200, { error: "The secret is wrong", code: 401 }), "The secret is wrong"],
  ["breaks", json(500, "oops"), "500"],
  ["answers nonsense", (_, response) => void response.end("{nonsense"), "JSON"],
  ["hangs up", (request) => void request.socket.destroy(), NOTICE],
];

test.each(failures)(
  "when the live server %s, a message is taken, kept and told of in one log line",
  async (...failure) => {
    const [name, behaviour, word] = failure;
    const lines = await sendWhile(behaviour, `Secret words while it ${name}`);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(word);
    expect(server.logs()).not.toContain("Secret words");
  },
);

test("a live server that never answers holds up no send", async () => {
  const before = asked;
  behave = () => {};
  await ada.send(room, "Message 0");
  await until(() => asked > before, { what: "the premise: it was asked" });
  for (let n = 1; n < 5; n++) await ada.send(room, `Message ${n}`);
  // All five sends were answered while the broker still owed its reply to the first event.
  expect([asked, pending]).toEqual([before + 1, 1]);
  expect((await grace.history(room, { limit: 5 })).messages.map((one) => one.body)).toEqual(
    [0, 1, 2, 3, 4].map((n) => `Message ${n}`),
  );
  behave = json(200, {});
  broker.closeAllConnections();
  await until(() => asked > before + 1 && pending === 0, { what: "the rest is told as soon as it can be" });
});

test("when nobody listens there any more, a message is taken, kept and told of in the log", async () => {
  await new Promise((resolve) => {
    broker.close(resolve);
    broker.closeAllConnections();
  });
  const before = notices().length;
  const message = await ada.send(room, "Into the void");
  expect((await grace.history(room, { limit: 1 })).messages).toEqual([message]);
  await until(() => notices().length > before, { timeoutMs: 10_000, what: "the failure is in the log" });
  expect(notices()[before]).toMatch(/ECONNREFUSED|ECONNRESET|hang up|failed/i);
});
