// docs/reliability.md D2.
import { randomUUID } from "node:crypto";
import { afterAll, afterEach, expect, test } from "vitest";
import { cast } from "../support/cast.ts";
import { startFaultyProxy } from "../support/faulty-proxy.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
const network = await startFaultyProxy(server.port);
const { ada, grace } = await cast(server);
const room = await ada.directWith(grace);
const away = ada.via(network);
afterEach(() => network.restore());
afterAll(async () => {
  await network.close();
  await server.stop();
});

const stored = async (clientId: string) => (await grace.fullHistory(room)).filter((one) => one.clientId === clientId);

test("a reply that was cut off after the commit is had by sending again, and the message is there once", async () => {
  const clientId = randomUUID();
  network.cutReplies(1);
  await expect(away.send(room, "Did this arrive?", { clientId })).rejects.toThrow();
  const [first] = await stored(clientId);
  expect(first?.body).toBe("Did this arrive?");
  expect(await away.send(room, "Did this arrive?", { clientId })).toEqual(first);
  expect(await stored(clientId)).toEqual([first]);
});

test("cut off three times in a row, ada still has one message", async () => {
  const clientId = randomUUID();
  for (let attempt = 0; attempt < 3; attempt++) {
    network.cutReplies(1);
    await expect(away.send(room, "Again", { clientId })).rejects.toThrow();
  }
  await away.send(room, "Again", { clientId });
  expect(await stored(clientId)).toHaveLength(1);
});

test("a send that never reached the server left nothing, and succeeds when the network is back", async () => {
  const clientId = randomUUID();
  network.block();
  network.cut();
  await expect(away.send(room, "Nobody hears this", { clientId })).rejects.toThrow();
  expect(await stored(clientId)).toEqual([]);
  network.restore();
  await away.send(room, "Nobody hears this", { clientId });
  expect(await stored(clientId)).toHaveLength(1);
});
