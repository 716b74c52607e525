// docs/reliability.md D14, D15.
import { describe, expect, test } from "vitest";
import { type Client, connect, connectBystander, type Running, startServer } from "./embedded-support.ts";

async function publishPaced(running: Running, reader: Client, count: number, data: string): Promise<void> {
  for (let sent = 0; sent < count; sent += 1) {
    running.embedded.hub.publish("room", "message", data);
    await reader.next("message");
  }
}

describe("a reader that stops reading", () => {
  test("is dropped above the bound while the others receive one by one", async () => {
    const logged: { message: string; fields?: Record<string, unknown> }[] = [];
    const running = await startServer({ log: (_, message, fields) => logged.push({ message, fields }) });
    const [grace, slow] = [await connect(running), await connect(running)];
    for (const client of [grace, slow]) await client.subscribe("room");
    const data = JSON.stringify("x".repeat(4_096));
    await publishPaced(running, grace, 500, data);
    slow.socket.pause();
    const residentBefore = process.memoryUsage().rss;
    await publishPaced(running, grace, 2_000, data);
    expect(running.embedded.hub.stats().sockets).toBe(1);
    expect(process.memoryUsage().rss - residentBefore).toBeLessThan(50 * 1_048_576);
    const drop = logged.find(({ message }) => message === "A slow realtime reader was dropped");
    expect(drop?.fields?.waitingBytes).toBeLessThanOrEqual(1_048_576);
    expect(JSON.stringify(logged)).not.toContain("xxxx");
    slow.socket.resume();
    await slow.closed;
    const back = await connect(running);
    await back.subscribe("room");
    await publishPaced(running, back, 1, data);
  }, 15_000);

  test("misses typing and presence first, and no message", async () => {
    const limits = { bufferBytes: 64 * 1_048_576, ephemeralBufferBytes: 65_536, clientEventsPerSecond: 10_000 };
    const running = await startServer({ limits });
    const [typist, grace, slow] = [await connect(running), await connect(running), await connect(running)];
    for (const client of [typist, grace, slow]) {
      await client.subscribe("room");
      await client.subscribe("presence-room", { user_id: client === typist ? "ada" : "grace" });
    }
    typist.send("client-typing", {}, "presence-room");
    await slow.next("client-typing");
    slow.inbox.length = 0;
    slow.socket.pause();
    const count = 2_000;
    await publishPaced(running, grace, count, JSON.stringify("x".repeat(8_192)));
    grace.inbox.length = 0;
    for (let sent = 0; sent < 100; sent += 1) typist.send("client-typing", {}, "presence-room");
    typist.send("pusher:unsubscribe", { channel: "presence-room" });
    await grace.next("pusher_internal:member_removed");
    expect(grace.inbox.filter(({ event }) => event === "client-typing")).toHaveLength(100);
    running.embedded.hub.publish("room", "last", "{}");
    slow.socket.resume();
    await slow.next("last");
    expect(slow.inbox.filter(({ event }) => event === "message")).toHaveLength(count);
    expect(slow.inbox).toHaveLength(count);
  }, 15_000);
});

describe("after everyone has left", () => {
  test("nothing is held, over two thousand people who come, subscribe and go in every way", async () => {
    const running = await startServer({ limits: { socketsPerAddress: 60, socketsPerUser: 60 } });
    const { hub } = running.embedded;
    const perRound = 50;
    for (let round = 0; round < 40; round += 1) {
      await Promise.all(
        Array.from({ length: perRound }, async (_, index) => {
          const client = await connect(running);
          hub.bind(client.socketId, { userId: "ada", sessionId: `s${index}` });
          await client.subscribe(`presence-room-${index % 5}`, { user_id: `u${index % 7}` });
          await client.subscribe(`private-room-${round}`);
          if (index % 3 === 0) client.send("pusher:unsubscribe", { channel: `private-room-${round}` });
          if (index % 2 === 0) client.socket.close();
          else client.socket.terminate();
          await client.closed;
        }),
      );
    }
    const served = await connectBystander(running);
    await served();
    await expect.poll(() => hub.stats()).toEqual({ sockets: 1, channels: 1 });
    expect(hub.onlineUsers()).toEqual([]);
    expect(hub.users("presence-room-0")).toEqual([]);
    const others = await Promise.all(Array.from({ length: 59 }, () => connect(running)));
    expect(others).toHaveLength(59);
  }, 120_000);
});
