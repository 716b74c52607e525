// How the process ends: in good order when it is asked to, and at once when something inside is broken.
// docs/reliability.md O2, O4.

import { existsSync, readdirSync } from "node:fs";
import { Agent, request } from "node:http";
import path from "node:path";
import { expect, test } from "vitest";
import type { Message } from "@/lib/messages/schema.ts";
import { roomChannel } from "@/lib/realtime/channels.ts";
import { cast, register } from "../support/cast.ts";
import { refusal } from "../support/client.ts";
import { openDatabase } from "../support/database.ts";
import { rawLive } from "../support/raw-socket.ts";
import { runAtStart } from "../support/run-at-start.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/until.ts";

test("SIGTERM ends an idle server with 0, in good order, and leaves one database file", async () => {
  const server = await startServer();
  await register(server, "ada");
  expect(await server.stop()).toBe(0);
  // A forced end would leave the write-ahead log behind.
  expect(readdirSync(server.dataDir).filter((name) => name.startsWith("parley.db"))).toEqual(["parley.db"]);
});

test("SIGTERM in the middle of sends loses none that was acknowledged, and tells every socket to come back", async () => {
  const server = await startServer();
  const { ada, grace } = await cast(server);
  const room = await ada.createRoom();
  await grace.join(room);
  const sockets = await Promise.all([ada, grace].map((person) => rawLive(person, server, roomChannel(room.id))));
  const acknowledged: string[] = [];
  const senders = [ada, grace].flatMap((person) =>
    Array.from({ length: 4 }, async () => {
      for (;;) {
        const reply = await person.api.post(`/api/chat/rooms/${room.id}/messages`, { body: "a message on its way" });
        if (reply.status !== 201) throw new Error(await refusal(reply));
        acknowledged.push((reply.body as { message: Message }).message.id);
      }
    }),
  );
  const outcome = Promise.allSettled(senders);
  await until(() => acknowledged.length > 50, { what: "messages flow" });
  // A code of 0 also says that the server did not need its nine seconds, after which it would end by force and leave
  // its log.
  expect(await server.stop()).toBe(0);
  expect(existsSync(path.join(server.dataDir, "parley.db-wal"))).toBe(false);
  // What was sent on an open connection was answered, and a new connection was refused: nobody met a half-dead server.
  for (const end of await outcome) expect(end).toMatchObject({ status: "rejected", reason: { name: "TypeError" } });
  for (const socket of sockets) expect(await socket.closed()).toBe(4200);

  const database = await openDatabase(server);
  const stored = new Set((await database.all<{ id: string }>('SELECT "id" FROM "Message"')).map((row) => row.id));
  expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
  expect(await database.faults()).toEqual([]);
  await database.close();
});

test("SIGTERM answers the request under way, and ends its connection with the reply", async () => {
  const server = await startServer();
  const ada = await register(server, "ada");
  const room = await ada.createRoom();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers = { authorization: `Bearer ${ada.token}`, "content-type": "application/json" };
  const slow = request(`${server.url}/api/chat/rooms/${room.id}/messages`, { method: "POST", agent, headers });
  await new Promise((written) => slow.write('{"body":"half of it', written));
  const stopped = server.stop();
  await until(() => server.logs().includes("Parley is stopping"));
  const reply = await new Promise((resolve, reject) => {
    slow.once("response", (response) =>
      response.resume().once("end", () => resolve([response.statusCode, response.headers.connection])),
    );
    slow.on("error", reject);
    slow.end(' and the rest"}');
  });
  expect(reply).toEqual([201, "close"]);
  expect(await stopped).toBe(0);
});

test.each([
  ["an exception that nobody catches", "setTimeout(() => { throw new Error('boom') })"],
  ["a rejection that nobody handles", "Promise.reject(new Error('boom'))"],
])("%s ends the process with 1 and a line in the log, and the next start has everything", async (_, fault) => {
  const first = await startServer({ env: runAtStart(`process.once("SIGUSR2", () => { ${fault} })`) });
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
