// A client can fetch what it missed, however long the network was away (docs/reliability.md D8).
import { expect, test } from "vitest";
import type { Message } from "@/lib/messages/schema.ts";
import { cast } from "../support/cast.ts";
import { startFaultyProxy } from "../support/faulty-proxy.ts";
import { live } from "../support/live.ts";
import { startServer } from "../support/server.ts";

test("after a network that was gone for 150 messages, changes since the last number are what a fresh load shows", async () => {
  const server = await startServer();
  const network = await startFaultyProxy(server.port);
  const { ada, grace } = await cast(server);
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const connection = await live(grace, { host: "127.0.0.1", port: network.port });
  await connection.room(room);
  const known = new Map((await grace.fullHistory(room)).map((message) => [message.id, message]));
  const { rev } = await grace.history(room);

  network.block();
  network.cut();
  const sent: Message[] = [];
  for (let i = 0; i < 150; i++) sent.push(await ada.send(room, `message ${i}`));
  for (const message of sent.slice(0, 10)) await ada.edit(message, `${message.body}, corrected`);
  for (const message of sent.slice(10, 20)) await ada.deleteMessage(message);
  expect(connection.events).toEqual([]);
  network.restore();

  for (let since = rev; ; ) {
    const page = await grace.changes(room, since);
    for (const message of page.messages) known.set(message.id, message);
    since = page.rev;
    if (!page.hasMore) break;
  }
  const caughtUp = [...known.values()].sort((a, b) => a.seq - b.seq);
  expect(caughtUp).toEqual(await grace.fullHistory(room));
  connection.close();
  await network.close();
  await server.stop();
});
