import { afterAll, expect, test } from "vitest";
import { cast } from "../support/cast.ts";
import { client } from "../support/client.ts";
import { heldRequest, rawRequest, resetAfter } from "../support/raw-http.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

const server = await startServer();
const people = await cast(server);
afterAll(() => server.stop());

const UPGRADE =
  "Host: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
  "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n";

test("mallory cannot end the server by resetting connections that she asked to upgrade", async () => {
  expect((await rawRequest(server.port, `GET /nothing HTTP/1.1\r\n${UPGRADE}`)).status, "an upgrade is answered").toBe(
    404,
  );
  for (const address of ["/nothing", "/app/wrong-key?protocol=7", "/app/", "/apps/"])
    for (let i = 0; i < 25; i++) await resetAfter(server.port, `GET ${address} HTTP/1.1\r\n${UPGRADE}`);
  expect((await people.ada.api.get("/api/health")).status).toBe(200);
  expect(server.logs()).not.toContain("was not caught");
});

test.each([
  ["a target that is no path", "GET * HTTP/1.1\r\nHost: a\r\n"],
  ["an address elsewhere", "GET http://evil.test/login HTTP/1.1\r\nHost: a\r\n"],
  ["an address that is broken", "GET http://[::1 HTTP/1.1\r\nHost: a\r\n"],
  ["a path that cannot be decoded", "GET /api/chat/rooms/%ff HTTP/1.1\r\nHost: a\r\n"],
  ["half an escape", "GET /% HTTP/1.1\r\nHost: a\r\n"],
  ["an overlong slash", "GET /api/auth/%c0%af HTTP/1.1\r\nHost: a\r\n"],
  ["TRACE", "TRACE /login HTTP/1.1\r\nHost: a\r\n"],
  ["a host that is none", "GET /api/realtime HTTP/1.1\r\nHost: a/b@[\r\n"],
  ["a second host", "GET /login HTTP/1.1\r\nHost: a\r\nHost: evil.test\r\n"],
  ["the same host twice", "GET /api/realtime HTTP/1.1\r\nHost: a\r\nhost: a\r\n"],
  ["two hosts of a live event", "GET /apps/parley/channels HTTP/1.1\r\nHost: a\r\nHost: evil.test\r\n"],
  ["no host", "GET /login HTTP/1.1\r\n"],
])("mallory is refused %s, before anything stumbles over it", async (_, head) => {
  expect(
    (await rawRequest(server.port, "GET /api/health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")).status,
  ).toBe(200);
  const reply = await rawRequest(server.port, `${head}Connection: close\r\n\r\n`);
  expect(reply.status).toBe(400);
  expect(reply.head).not.toMatch(/location:/i);
});

test("a live connection with two hosts is refused, whichever of them its Origin names", async () => {
  const { port } = server;
  const ask = (host: string) =>
    rawRequest(port, `GET /app/key?protocol=7 HTTP/1.1\r\nOrigin: http://evil.test\r\n${host}${UPGRADE}`);
  expect((await ask("Host: evil.test\r\n")).status).toBe(400);
  expect((await ask("")).status, "with one it is the origin that is refused").toBe(403);
});

test("an address that begins like another server's leads nowhere else", async () => {
  for (const place of ["//evil.test/login", "///evil.test", "/\\evil.test", "/login//evil.test"]) {
    const { head } = await rawRequest(server.port, `GET ${place} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`);
    expect([place, /location: *(https?:)?\/\/(?!a[/:\r])/i.test(head)]).toEqual([place, false]);
  }
});

test("mallory finds no file of the server beside or below its static folders", async () => {
  for (const place of [
    "/_next/static/../../package.json",
    "/_next/static/%2e%2e/%2e%2e/package.json",
    "/..%2fpackage.json",
    "/.git/config",
    "/.git/HEAD",
    "/.env",
    "/data/secrets.json",
  ])
    expect(
      (await rawRequest(server.port, `GET ${place} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)).status,
    ).toBe(404);
});

test("mallory, with a stolen token, gains nothing by keeping a request half sent while ada logs that session out", async () => {
  const { ada } = people;
  const device = await ada.logIn();
  const room = await ada.general();
  const before = (await ada.history(room)).messages.length;
  const address = `POST /api/chat/rooms/${room.id}/messages HTTP/1.1`;
  const head = `${address}\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: Bearer ${device.token}`;
  const premise = await heldRequest(server.port, head, JSON.stringify({ body: "while the session lives" }));
  expect(await premise.finish(), "held requests do get through").toBe(201);
  const held = await heldRequest(server.port, head, JSON.stringify({ body: "after it has ended" }));
  await device.logOut();
  expect(await held.finish()).toBe(401);
  expect((await ada.history(room)).messages).toHaveLength(before + 1);
});

test("mallory, who says nothing after an upgrade is refused, keeps no connection", async () => {
  // rawRequest() never closes the connection by itself, so it resolves because the server does.
  expect((await rawRequest(server.port, `GET /nothing HTTP/1.1\r\n${UPGRADE}`)).status).toBe(404);
  await until(async () => (await client(server.url).get("/api/health")).status === 200);
});
