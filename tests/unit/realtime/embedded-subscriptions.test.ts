import { describe, expect, test } from "vitest";
import { APP, type Client, connect, expectRefused, sign, startServer } from "./embedded-support.ts";

describe("a subscription", () => {
  test.each([
    "room",
    "private-room",
    "private-encrypted-room",
    "cache-room",
    "private-cache-room",
    "__proto__",
    "a@b,c.d;e=f_g-h",
  ])("to %s is confirmed and receives its events until it ends", async (channel) => {
    const running = await startServer();
    const client = await connect(running);
    expect(await client.subscribe(channel)).toEqual({});
    running.embedded.hub.publish(channel, "message.changed", '{"rev":1}');
    expect(await client.next("message.changed")).toEqual({ event: "message.changed", channel, data: '{"rev":1}' });
    client.send("pusher:unsubscribe", { channel });
    await client.settled();
    running.embedded.hub.publish(channel, "message.changed", '{"rev":2}');
    expect((await client.settled()).map(({ event }) => event)).not.toContain("message.changed");
    expect(running.embedded.hub.channels()).toEqual([]);
  });

  test("made twice is confirmed twice and delivers once", async () => {
    const running = await startServer();
    const client = await connect(running);
    await client.subscribe("room");
    await client.subscribe("room");
    running.embedded.hub.publish("room", "hello", "{}");
    expect((await client.settled()).filter(({ event }) => event === "hello")).toHaveLength(1);
    expect(running.embedded.hub.channel("room").subscriptionCount).toBe(1);
  });

  test("to an encrypted channel passes ciphertext on untouched", async () => {
    const running = await startServer();
    const client = await connect(running);
    await client.subscribe("private-encrypted-room");
    running.embedded.hub.publish("private-encrypted-room", "secret", '{"nonce":"bg==","ciphertext":"Yw=="}');
    expect((await client.next("secret")).data).toBe('{"nonce":"bg==","ciphertext":"Yw=="}');
  });
});

describe("a private channel refuses, and the socket lives on,", () => {
  const channel = "private-room";
  const forgeries: [string, (client: Client, other: Client) => unknown][] = [
    ["no signature", () => undefined],
    ["an empty signature", () => ""],
    ["a number for a signature", () => 17],
    ["an object for a signature", () => ({ length: 64 })],
    ["a signature of another channel", (client) => client.authFor("private-other")],
    ["a signature of another socket", (_, other) => other.authFor(channel)],
    ["a signature under another key", (client) => `other-key:${sign(`${client.socketId}:${channel}`)}`],
    ["a signature with another secret", (client) => `${APP.key}:${sign(`${client.socketId}:${channel}`, "guess")}`],
    ["a signature cut short", (client) => client.authFor(channel).slice(0, -1)],
    ["a signature with more after it", (client) => `${client.authFor(channel)}0`],
    ["a signature that is not hexadecimal", () => `${APP.key}:${"z".repeat(64)}`],
    ["a signature without its key", (client) => sign(`${client.socketId}:${channel}`)],
    ["a signature in capitals", (client) => client.authFor(channel).replace(/[a-f]/g, (digit) => digit.toUpperCase())],
  ];

  test.each(forgeries)("%s", async (_, forge) => {
    const running = await startServer();
    const [client, other] = [await connect(running), await connect(running)];
    await expectRefused(client, { channel, auth: forge(client, other) }, 401);
    expect(running.embedded.hub.channels()).toEqual([]);
    await client.subscribe(channel);
  });

  test("a signature seen on an earlier socket of the same client", async () => {
    const running = await startServer();
    const client = await connect(running);
    await client.subscribe(channel);
    const seen = client.authFor(channel);
    client.socket.close();
    await client.closed;
    await expectRefused(await connect(running), { channel, auth: seen }, 401);
  });
});

describe("a channel name outside the grammar is refused:", () => {
  test.each([
    "private-a:b",
    "room{1}",
    "room\n",
    "presence-room\n",
    "ro om",
    "räum",
    "",
    "#room",
    "#server-to-user-",
    "r".repeat(165),
    null,
    7,
    ["room"],
    { toString: "room" },
  ])("%j", async (channel) => {
    const running = await startServer();
    const client = await connect(running);
    await client.subscribe("r".repeat(164));
    client.send("pusher:subscribe", {
      channel,
      auth: `${APP.key}:${sign(`${client.socketId}:${channel && typeof channel === "object" ? "room" : channel}`)}`,
    });
    expect((await client.next("pusher:error")).data.message).toBe("Invalid channel name");
    expect(running.embedded.hub.channels()).toEqual(["r".repeat(164)]);
  });

  test("Private-room is a public channel, not a private one, so nothing private is published there", async () => {
    const running = await startServer();
    const mallory = await connect(running);
    await mallory.subscribe("Private-room");
    running.embedded.hub.publish("private-room", "hello", "{}");
    expect(await mallory.settled()).toEqual([]);
  });
});

describe("a cache channel", () => {
  test("tells the first reader of a miss and gives later ones the last event", async () => {
    const running = await startServer();
    const [early, late] = [await connect(running), await connect(running)];
    await early.subscribe("cache-room");
    expect(await early.next("pusher:cache_miss")).toEqual({ event: "pusher:cache_miss", channel: "cache-room" });
    running.embedded.hub.publish("cache-room", "first", "1");
    running.embedded.hub.publish("cache-room", "second", "2");
    await late.subscribe("cache-room");
    expect(await late.settled()).toEqual([{ event: "second", channel: "cache-room", data: "2" }]);
  });

  test("remembers what was published before anyone listened, up to its number of channels and its time", async () => {
    const running = await startServer({ limits: { cachedEvents: 1 } });
    running.embedded.hub.publish(["private-cache-a", "private-cache-b"], "hello", "1");
    const client = await connect(running);
    await client.subscribe("private-cache-b");
    await client.next("hello");
    await client.subscribe("private-cache-a");
    await client.next("pusher:cache_miss");
    const forgetful = await startServer({ limits: { cachedEventTtlMs: 0 } });
    forgetful.embedded.hub.publish("cache-room", "hello", "1");
    const other = await connect(forgetful);
    await other.subscribe("cache-room");
    await other.next("pusher:cache_miss");
  });

  test("does not keep client events", async () => {
    const running = await startServer();
    const [typist, reader] = [await connect(running), await connect(running)];
    await typist.subscribe("private-cache-room");
    typist.send("client-typing", {}, "private-cache-room");
    await typist.settled();
    await reader.subscribe("private-cache-room");
    await reader.next("pusher:cache_miss");
  });
});
