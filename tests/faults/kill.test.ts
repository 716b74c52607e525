import { randomInt, randomUUID } from "node:crypto";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { messageReplySchema } from "@/lib/messages/schema.ts";
import { cast } from "../support/cast.ts";
import { startServer } from "../support/server.ts";
import { until } from "../support/wait.ts";

const ROUNDS = 3;
const CLIENTS = 8;
const SENDS = 50;

// RELIABILITY.md D1 and D2.
test("killed in the middle of traffic, the server has every message that it acknowledged, once, in order", async () => {
  let server = await startServer();
  const { ada, grace, linus } = await cast(server);
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id, linus.id] });
  const acknowledged = new Map<string, { id: string; seq: number }>();
  const tried: { clientId: string; writer: number }[] = [];
  const writers = Array.from({ length: CLIENTS }, (_, i) => [ada, grace, linus][i % 3] ?? ada);
  const send = async (writer: number, clientId: string) => {
    const body = { body: `Text of ${clientId}`, clientId };
    const person = (writers[writer] ?? ada).via(server);
    const reply = await person.api.post(`/api/chat/rooms/${room.id}/messages`, body);
    if (reply.status > 201) throw new Error(`${reply.status}`);
    const { id, seq } = messageReplySchema.parse(reply.body).message;
    acknowledged.set(clientId, { id, seq });
    return reply.status;
  };

  for (let round = 0; round < ROUNDS; round++) {
    const killAt = acknowledged.size + randomInt(20, (CLIENTS * SENDS) / 2);
    const writing = writers.map(async (_, writer) => {
      for (let n = 0; n < SENDS; n++) {
        const clientId = randomUUID();
        tried.push({ clientId, writer });
        await send(writer, clientId);
      }
    });
    const outcome = Promise.allSettled(writing);
    await until(() => acknowledged.size >= killAt, { timeoutMs: 60_000, what: "some are acknowledged" });
    await server.kill();
    // The premise: somebody was cut off in the middle.
    expect((await outcome).some((one) => one.status === "rejected")).toBe(true);
    server = await startServer({ dataDir: server.dataDir });
    const kept = new Map((await ada.via(server).fullHistory(room)).map((one) => [one.id, one]));
    for (const [clientId, { id, seq }] of acknowledged) expect(kept.get(id)).toMatchObject({ clientId, seq });
  }

  const unsure = tried.filter(({ clientId }) => !acknowledged.has(clientId));
  expect(unsure.length).toBeGreaterThan(0);
  for (const { writer, clientId } of unsure) await send(writer, clientId);
  for (const { writer, clientId } of tried.slice(0, 10)) expect(await send(writer, clientId)).toBe(200);
  const history = await ada.via(server).fullHistory(room);
  expect(history.map((one) => one.seq)).toEqual(history.map((_, i) => i + 1));
  const ids = history.flatMap((one) => (one.kind === "USER" ? [one.clientId] : []));
  expect(ids.toSorted()).toEqual(tried.map((one) => one.clientId).toSorted());
  await server.stop();
  const database = new Database(`${server.dataDir}/parley.db`);
  expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
  database.close();
}, 180_000);
