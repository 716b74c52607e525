import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { type Person, register } from "../support/cast.ts";
import { copyOf } from "../support/copy-database.ts";
import { spawnServer, startServer, type TestServer } from "../support/server.ts";

let url: string;
let server: TestServer;
let ada: Person, grace: Person;
const start = (options: { port?: number; dataDir?: string } = {}) =>
  startServer({ ...options, env: { DATABASE_URL: url } });

beforeAll(async () => {
  url = await copyOf(inject("template"));
  server = await start();
  ada = await register(server, "ada");
  grace = await register(server, "grace");
}, 120_000);
afterAll(() => server.stop());

test("people talk on PostgreSQL, find each other, and what they wrote is there after a start anew", async () => {
  const room = await ada.createRoom({ kind: "PRIVATE", name: "Engine", userIds: [grace.id] });
  const sent = [];
  for (const body of ["Hello @grace", "https://a.example", "Third"]) sent.push(await ada.send(room, body));
  expect(await grace.room(room)).toMatchObject({ unread: 3, mentioned: true });
  await grace.read(room, sent[2]?.seq ?? 0);
  expect(await grace.room(room)).toMatchObject({ unread: 0, mentioned: false });
  const { port, dataDir } = server;
  await server.stop();
  server = await start({ port, dataDir });
  const { body } = await grace.api.get(`/api/chat/rooms/${room.id}/messages`);
  const bodies = (body as { messages: { body: string }[] }).messages.map((message) => message.body);
  expect(bodies).toEqual(expect.arrayContaining(["Hello @grace", "https://a.example", "Third"]));
});

test("mallory, who is outside, is told nothing", async () => {
  const room = await ada.createRoom({ kind: "PRIVATE", name: "Closed", userIds: [] });
  const mallory = await register(server, "mallory");
  expect((await ada.api.get(`/api/chat/rooms/${room.id}/messages`)).status).toBe(200);
  expect((await mallory.api.get(`/api/chat/rooms/${room.id}/messages`)).status).toBe(404);
});

test("a database that cannot be reached ends the start in one sentence, without the password", async () => {
  const lost = await spawnServer({ env: { DATABASE_URL: "postgresql://parley:very-secret@127.0.0.1:1/parley" } });
  expect(await lost.ended).toBe(1);
  expect(lost.logs()).toMatch(
    /The setting DATABASE_URL cannot be used: the database postgresql:\/\/…@127\.0\.0\.1:1\/parley/,
  );
  expect(lost.logs()).not.toContain("very-secret");
});
