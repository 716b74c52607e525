import { randomInt, randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { messageReplySchema } from "@/lib/messages/schema.ts";
import { cast } from "../support/cast.ts";
import { openDatabase } from "../support/database.ts";
import { startServer } from "../support/server.ts";
import { movableClock } from "../support/server-clock.ts";
import { until } from "../support/until.ts";

const ROUNDS = 20;
const CLIENTS = 8;
const ROUND_SENDS_MAX = 60;
const HOUR_S = 3600;

// docs/reliability.md D1 and D2.
test("killed at twenty moments of traffic, the server has every message that it acknowledged, once, in order", async () => {
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
    const killAt = acknowledged.size + randomInt(0, ROUND_SENDS_MAX);
    const outcome = Promise.allSettled(
      writers.map(async (_, writer) => {
        for (;;) {
          const clientId = randomUUID();
          tried.push({ clientId, writer });
          await send(writer, clientId);
        }
      }),
    );
    await until(() => acknowledged.size >= killAt, { timeoutMs: 60_000, what: "some are acknowledged" });
    await server.kill();
    await outcome;
    server = await startServer({ dataDir: server.dataDir });
    const kept = new Map((await ada.via(server).fullHistory(room)).map((one) => [one.id, one]));
    for (const [clientId, { id, seq }] of acknowledged) expect(kept.get(id)).toMatchObject({ clientId, seq });
  }

  // The premises: there was traffic, and some people were interrupted in the middle of it.
  expect(acknowledged.size).toBeGreaterThan(ROUNDS);
  const unsure = tried.filter(({ clientId }) => !acknowledged.has(clientId));
  expect(unsure.length).toBeGreaterThanOrEqual(ROUNDS);
  for (const { writer, clientId } of unsure) await send(writer, clientId);
  for (const { writer, clientId } of tried.slice(0, 10)) expect(await send(writer, clientId)).toBe(200);
  const history = await ada.via(server).fullHistory(room);
  expect(history.map((one) => one.seq)).toEqual(history.map((_, i) => i + 1));
  const ids = history.flatMap((one) => (one.kind === "USER" ? [one.clientId] : []));
  expect(ids.toSorted()).toEqual(tried.map((one) => one.clientId).toSorted());
  await server.stop();
  const database = await openDatabase(server);
  expect(await database.faults()).toEqual([]);
  await database.close();
});

// docs/reliability.md D2: other servers forget client ids after half a minute.
test("an hour later a repeated send is still the same message", async () => {
  const server = await startServer({ env: movableClock(HOUR_S) });
  const { ada, grace } = await cast(server);
  const room = await ada.directWith(grace);
  const clientId = randomUUID();
  const first = await ada.send(room, "Only once", { clientId });
  process.kill(server.pid, "SIGUSR2");
  await until(() => server.logs().includes("The clock is ahead"), { what: "the clock moves" });
  const later = await ada.send(room, "Now");
  expect(Date.parse(later.createdAt) - Date.parse(first.createdAt)).toBeGreaterThanOrEqual(HOUR_S * 1000);
  for (let n = 0; n < 3; n++) expect(await ada.send(room, "Only once", { clientId })).toEqual(first);
  expect((await grace.fullHistory(room)).map((one) => one.id)).toEqual([first.id, later.id]);
  await server.stop();
});
