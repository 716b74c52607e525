// How the process ends: in good order when asked, at once and wholly when something is wrong inside.

import { readdirSync } from "node:fs";
import { Agent, request } from "node:http";
import path from "node:path";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { cast, register } from "../support/cast.ts";
import { live } from "../support/live.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/wait.ts";

test("SIGTERM ends an idle server with 0, in well under ten seconds, and leaves one database file", async () => {
  const server = await startServer();
  await register(server, "ada");
  const asked = Date.now();
  expect(await server.stop()).toBe(0);
  expect(Date.now() - asked).toBeLessThan(5_000);
  expect(readdirSync(server.dataDir).filter((name) => name.startsWith("parley.db"))).toEqual(["parley.db"]);
});

test("SIGTERM in the middle of sends loses none that was acknowledged", async () => {
  const server = await startServer();
  const { ada, grace } = await cast(server);
  const room = await ada.createRoom();
  await grace.join(room);
  const acknowledged: string[] = [];
  let ended = false;
  const senders = [ada, grace].flatMap((person) =>
    Array.from({ length: 4 }, async () => {
      while (!ended)
        await person.send(room, "a message on its way").then(
          (message) => acknowledged.push(message.id),
          () => new Promise((resolve) => setTimeout(resolve, 20)),
        );
    }),
  );
  await until(() => acknowledged.length > 50, { what: "messages flow" });
  const asked = Date.now();
  expect(await server.stop()).toBe(0);
  expect(Date.now() - asked).toBeLessThan(10_000);
  ended = true;
  await Promise.all(senders);

  const database = new Database(path.join(server.dataDir, "parley.db"), { readonly: true });
  const stored = new Set(database.prepare("SELECT id FROM Message").pluck().all());
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
  database.close();
});

test("SIGTERM answers the request under way and turns away the next one on the same connection", async () => {
  const server = await startServer();
  const ada = await register(server, "ada");
  const room = await ada.createRoom();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: `Bearer ${ada.token}`, "content-type": "application/json" };
  const slow = request(`${server.url}/api/chat/rooms/${room.id}/messages`, { method: "POST", agent, headers });
  slow.write('{"body":"half of it');
  await until(() => slow.socket?.bytesWritten !== undefined && slow.socket.bytesWritten > 0);
  const stopped = server.stop();
  await until(() => server.logs().includes("Parley is stopping"));
  const status = await new Promise((resolve, reject) => {
    slow.once("response", (response) => response.resume().once("end", () => resolve(response.statusCode)));
    slow.once("error", reject);
    slow.end(' and the rest"}');
  });
  expect(status).toBe(201);
  expect(await stopped).toBe(0);
});

test("SIGTERM tells live connections to come back, and they find the restarted server", async () => {
  const first = await startServer();
  const ada = await register(first, "ada");
  const room = await ada.general();
  const connection = await live(ada);
  await connection.room(room);
  const states: string[] = [];
  connection.pusher.connection.bind("state_change", ({ current }: { current: string }) => states.push(current));
  expect(await first.stop()).toBe(0);
  const second = await startServer({ port: first.port, dataDir: first.dataDir });
  await until(() => states.at(-1) === "connected", { timeoutMs: 30_000, what: "the connection is back" });
  await until(() => connection.pusher.channel(`private-room-${room.id}`)?.subscribed === true, { timeoutMs: 10_000 });
  await ada.send(room, "we are back");
  await connection.next((event) => JSON.stringify(event.data).includes("we are back"));
  connection.close();
  await second.stop();
});

test.each([
  ["an exception that nobody catches", "setTimeout(() => { throw new Error('boom') })"],
  ["a rejection that nobody handles", "Promise.reject(new Error('boom'))"],
])("%s ends the process with 1 and a line in the log, and the next start has everything", async (_, fault) => {
  const hook = `process.once("SIGUSR2",()=>{${fault}})`;
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(hook)}` };
  const first = await startServer({ env });
  const ada = await register(first, "ada");
  const message = await ada.send(await ada.general(), "before the fall");
  process.kill(first.pid, "SIGUSR2");
  expect(await first.ended).toBe(1);
  expect(first.logs()).toContain("boom");
  const second = await startServer({ dataDir: first.dataDir });
  const { messages } = await ada.via(second).history(message.roomId);
  expect(messages).toContainEqual(message);
  await second.stop();
});
