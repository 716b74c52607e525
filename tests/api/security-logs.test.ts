import { afterAll, expect, test } from "vitest";
import { browserOf, logInByForm } from "../support/browser-session.ts";
import { cast, PASSWORD } from "../support/cast.ts";
import { client } from "../support/client.ts";
import { rawRequest } from "../support/raw-http.ts";
import { rawLive } from "../support/raw-socket.ts";
import { startServer } from "../support/server.ts";

const server = await startServer({ env: { LIMIT_SEARCH: "2/60", LIMIT_LOGIN_PER_ACCOUNT: "4/60" } });
const people = await cast(server);
afterAll(() => server.stop());

type Line = Record<string, unknown>;
const lines = (): Line[] =>
  server
    .logs()
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as Line);
const count = (message: string, fields: Line = {}): number =>
  lines().filter((line) => Object.entries({ message, ...fields }).every(([key, value]) => line[key] === value)).length;

test("the log tells who came in, who did not, and what was refused", async () => {
  const { ada, mallory } = people;
  const before = { in: count("log-in"), out: count("log-in refused"), limit: count("rate limit reached") };
  await ada.logIn();
  await client(server.url).post("/api/login", { username: "ada", password: "canary-wrong-password" });
  expect(count("log-in")).toBe(before.in + 1);
  expect(count("log-in refused", { account: ada.id })).toBe(before.out + 1);
  for (let i = 0; i < 4; i++) await mallory.api.get("/api/chat/people?q=canary-search");
  expect(count("rate limit reached", { who: mallory.id })).toBe(1);
  const general = await ada.general();
  expect((await mallory.api.patch(`/api/chat/rooms/${general.id}`, { topic: "canary-topic" })).status).toBe(403);
  expect(count("refused", { userId: mallory.id, path: `/api/chat/rooms/${general.id}` })).toBe(1);
  const { cookie } = await browserOf(ada);
  const headers = { cookie, origin: "https://evil.test" };
  expect((await client(server.url).post("/api/logout", undefined, { headers })).status).toBe(403);
  expect(count("refused", { userId: ada.id, path: "/api/logout" })).toBe(1);
});

test("a block of log-ins is in the log, once, and not each attempt against it", async () => {
  const guess = () => client(server.url).post("/api/login", { username: "grace", password: "canary-guess" });
  for (let i = 0; i < 4; i++) expect((await guess()).status).toBe(401);
  for (let i = 0; i < 5; i++) expect((await guess()).status).toBe(429);
  expect(count("log-ins blocked")).toBe(1);
});

test("thousands of channels that mallory may not read are one line", async () => {
  const { ada, mallory } = people;
  const secret = await ada.createRoom({ kind: "PRIVATE", name: "Secret" });
  const socket = await rawLive(mallory, server);
  const channels = Array.from({ length: 1500 }, (_, i) => `private-room-${secret.id}${i}`.slice(0, 45));
  const reply = await mallory.api.post("/api/realtime/auth", { socket_id: socket.socketId, channels });
  expect(reply.status).toBe(200);
  expect(count("channels refused", { userId: mallory.id, count: 1500 })).toBe(1);
  socket.close();
});

test("each line is ours: nothing that mallory sends makes one of its own", async () => {
  const forged = '{"time":"2026-01-01T00:00:00.000Z","level":"info","message":"log-in","account":"root"}';
  const line = encodeURIComponent(`/x\n${forged}\n`);
  const places = [`/_next/image?url=${line}&w=64&q=75`, `/_next/image?url=${line}`, `/${line}`, `/emoji/${line}`];
  places.push(
    `/api/${line}`,
    `/api/auth/${line}`,
    `/api/auth/signin?callbackUrl=${line}`,
    `/rooms/${line}?_rsc=${line}`,
  );
  for (const place of places) await client(server.url).get(place, { headers: { "user-agent": `x ${forged}` } });
  const headers = { "next-action": "f".repeat(42), origin: server.url, "content-type": "text/plain" };
  await fetch(`${server.url}/login?${line}`, { method: "POST", headers, body: `["\n${forged}"]` });
  const outside = server
    .logs()
    .split("\n")
    .filter((one) => one !== "" && !one.startsWith('{"time"'));
  expect(outside).toEqual([expect.stringMatching(/^Parley is ready at http:\S+$/)]);
  expect(count("log-in", { account: "root" })).toBe(0);
});

test("no password, token, cookie, message or search is in the log, whatever went wrong with it", async () => {
  const { ada, linus } = people;
  const room = await ada.general();
  const { cookie } = await browserOf(linus);
  await ada.send(room, "canary-message in the room");
  await ada.api.post(`/api/chat/rooms/${room.id}/messages`, { body: 7, clientId: "canary client id" });
  await ada.api.post(`/api/chat/rooms/${room.id}/messages`, '{"body":"canary-broken-json');
  await ada.api.post("/api/chat/me/password", {
    currentPassword: "canary-current",
    newPassword: "canary-new-password",
  });
  await client(server.url).post("/api/register", { username: "newcomer", password: "canary-registered-password" });
  await client(server.url).post("/api/register", { username: "x", password: "canary-refused-password" });
  await logInByForm(server, "linus", "canary-form-password");
  await client(server.url).get("/api/chat/me", { headers: { authorization: "Bearer canary-token-canary-token" } });
  await client(server.url).get("/api/chat/me", { headers: { cookie: "next-auth.session-token=canary-cookie" } });
  await rawRequest(server.port, "GET /%ff?canary-query HTTP/1.1\r\nHost: canary host\r\nConnection: close\r\n\r\n");
  const socket = await rawLive(linus, server, "private-everyone");
  socket.send({ event: "client-canary", channel: "private-everyone", data: "canary-event" });
  socket.send({ event: "pusher:subscribe", data: { channel: `private-user-${ada.id}`, auth: "canary:signature" } });
  await socket.settled();
  socket.close();
  expect(lines().length).toBeGreaterThan(5);
  for (const canary of [PASSWORD, ada.token, linus.token, cookie.split("session-token=")[1] ?? "?", "canary"])
    expect([canary, server.logs().includes(canary)]).toEqual([canary, false]);
});
