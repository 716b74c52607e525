import { describe, expect, test } from "vitest";
import { connect, startServer } from "./embedded-support.ts";

describe("the hub", () => {
  test("publishes to several channels, once to each reader of each, and leaves out the sender's socket", async () => {
    const running = await startServer();
    const { hub } = running.embedded;
    const [sender, reader] = [await connect(running), await connect(running)];
    for (const client of [sender, reader]) for (const channel of ["a", "b"]) await client.subscribe(channel);
    hub.publish(["a", "b", "a"], "hello", '"ü€😀"', sender.socketId);
    expect((await reader.settled()).map(({ channel, data }) => [channel, data])).toEqual([
      ["a", '"ü€😀"'],
      ["b", '"ü€😀"'],
    ]);
    expect(await sender.settled()).toEqual([]);
  });

  test.each([
    [0, 160],
    [65_400, 65_560],
    [200_000, 200_000],
  ])(
    "delivers data of every length from %i to %i bytes whole, across the steps of the frame header",
    async (from, to) => {
      const running = await startServer({ limits: { bufferBytes: 64 * 1_048_576 } });
      const reader = await connect(running);
      await reader.subscribe("a");
      for (let bytes = from; bytes <= to; bytes += 1) running.embedded.hub.publish("a", "e", "x".repeat(bytes));
      for (let bytes = from; bytes <= to; bytes += 1) expect((await reader.next("e")).data).toHaveLength(bytes);
    },
  );

  test.each([
    ["a:b", "hello"],
    ["room\n", "hello"],
    ["", "hello"],
    ["room", ""],
    ["room", "x".repeat(201)],
    ["room", "pusher:error"],
    ["room", "pusher_internal:member_added"],
  ])("throws for the channel %j with the event %j and sends nothing", async (channel, event) => {
    const running = await startServer();
    const reader = await connect(running);
    await reader.subscribe("room");
    expect(() => running.embedded.hub.publish(["room", channel], event, "{}")).toThrow(TypeError);
    expect(await reader.settled()).toEqual([]);
  });

  test("tells what is occupied and hears of the first and the last subscription", async () => {
    const running = await startServer();
    const { hub } = running.embedded;
    const heard: [string, boolean][] = [];
    hub.onOccupancy((channel, occupied) => heard.push([channel, occupied]));
    hub.onOccupancy(() => {
      throw new Error("a listener's fault stays its own");
    });
    const [tab1, tab2] = [await connect(running), await connect(running)];
    for (const tab of [tab1, tab2]) await tab.subscribe("presence-room", { user_id: "ada" });
    expect(hub.channel("presence-room")).toEqual({ occupied: true, subscriptionCount: 2, userCount: 1 });
    expect(hub.channel("elsewhere")).toEqual({ occupied: false, subscriptionCount: 0 });
    expect(hub.channels("presence-")).toEqual(["presence-room"]);
    expect(hub.channels("private-")).toEqual([]);
    expect(hub.stats()).toEqual({ sockets: 2, channels: 1 });
    const ended = new Promise<void>((resolve) => hub.onOccupancy((_, occupied) => occupied || resolve()));
    for (const tab of [tab1, tab2]) tab.socket.close();
    await ended;
    expect(heard).toEqual([
      ["presence-room", true],
      ["presence-room", false],
    ]);
  });
});
