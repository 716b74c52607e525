import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { cast } from "../support/cast.ts";
import { spawnServer } from "../support/server.ts";
import { until } from "../support/wait.ts";

// RELIABILITY.md D13: the live transport may fail in every way, and sending does not notice.
const NOTICE = "live events were not published";
const SEND_MAX_MS = 1_000;

let behave: RequestListener = () => {};
let asked = 0;
const broker = createServer((request, response) => {
  asked += 1;
  request.resume();
  behave(request, response);
});
await new Promise<void>((resolve) => broker.listen(0, "127.0.0.1", resolve));
const { port } = broker.address() as AddressInfo;

// Never healthy with such a broker, so it is ready when it answers at all.
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

/** Sends while the broker behaves so, and resolves to the lines that the log gained. */
async function sendWhile(behaviour: RequestListener, body: string): Promise<string[]> {
  behave = behaviour;
  const before = notices().length;
  const started = performance.now();
  const message = await ada.send(room, body);
  expect(performance.now() - started).toBeLessThan(SEND_MAX_MS);
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
  const started = performance.now();
  for (let n = 0; n < 5; n++) await ada.send(room, `Message ${n}`);
  expect((performance.now() - started) / 5).toBeLessThan(SEND_MAX_MS);
  expect((await grace.history(room, { limit: 5 })).messages.map((one) => one.body)).toEqual(
    [0, 1, 2, 3, 4].map((n) => `Message ${n}`),
  );
  await until(() => asked > before, { what: "the premise: it was asked" });
  broker.closeAllConnections();
});

test("when nobody listens there any more, a message is taken, kept and told of in the log", async () => {
  await new Promise((resolve) => {
    broker.close(resolve);
    broker.closeAllConnections();
  });
  const [line] = await sendWhile(behave, "Into the void");
  expect(line).toMatch(/ECONNREFUSED|ECONNRESET|hang up|failed/i);
});
