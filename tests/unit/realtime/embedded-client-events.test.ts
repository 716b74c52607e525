// docs/reliability.md L5.
import { describe, expect, test } from "vitest";
import { connect, type Running, startServer } from "./embedded-support.ts";

const ada = { user_id: "ada", user_info: { name: "Ada" } };
const grace = { user_id: "grace", user_info: { name: "Grace" } };

describe("a client event", () => {
  async function pair(running: Running, channel: string) {
    const [typist, reader] = [await connect(running), await connect(running)];
    await typist.subscribe(channel, channel.startsWith("presence-") ? ada : undefined);
    await reader.subscribe(channel, channel.startsWith("presence-") ? grace : undefined);
    await typist.settled();
    typist.inbox.length = 0;
    return { typist, reader };
  }

  test("goes to the others on a private channel, as text, and not back to its sender", async () => {
    const { typist, reader } = await pair(await startServer(), "private-room");
    typist.send("client-typing", { draft: true }, "private-room");
    expect(await reader.next("client-typing")).toEqual({
      event: "client-typing",
      channel: "private-room",
      data: '{"draft":true}',
    });
    typist.send("client-plain", "as it is", "private-room");
    expect((await reader.next("client-plain")).data).toBe("as it is");
    expect(await typist.settled()).toEqual([]);
  });

  test("carries the signed user_id on a presence channel, whatever the sender writes", async () => {
    const { typist, reader } = await pair(await startServer(), "presence-room");
    const forged = { event: "client-typing", channel: "presence-room", data: { user_id: "grace" }, user_id: "grace" };
    typist.socket.send(JSON.stringify(forged));
    expect((await reader.next("client-typing")).user_id).toBe("ada");
  });

  test("above ten in a second is answered with 4301, and the socket and the others go on", async () => {
    const { typist, reader } = await pair(await startServer(), "private-room");
    for (let sent = 1; sent <= 11; sent += 1) typist.send("client-typing", sent, "private-room");
    expect((await typist.next("pusher:error")).data.code).toBe(4301);
    await typist.settled();
    expect((await reader.settled()).map(({ data }) => data)).toEqual([
      "1",
      "2",
      "3",
      "4",
      "5",
      "6",
      "7",
      "8",
      "9",
      "10",
    ]);
    reader.send("client-typing", {}, "private-room");
    await typist.next("client-typing");
  });

  test("is counted by person: ten sockets of one say no more to a room than one, and the others may still speak", async () => {
    const running = await startServer();
    const { reader } = await pair(running, "presence-room");
    const sockets = await Promise.all(Array.from({ length: 10 }, () => connect(running)));
    for (const socket of sockets) await socket.subscribe("presence-room", ada);
    await reader.settled();
    reader.inbox.length = 0;
    for (const socket of sockets) for (let n = 0; n < 10; n++) socket.send("client-typing", n, "presence-room");
    const answers = await Promise.all(sockets.map((socket) => socket.settled()));
    const refusals = answers.flat().filter(({ event }) => event === "pusher:error");
    // A second may pass while they send, in which ten more events are admitted, but not a hundred.
    const heard = (await reader.settled()).filter(({ event }) => event === "client-typing");
    expect(heard.length).toBeLessThanOrEqual(30);
    expect(heard.length + refusals.length).toBe(100);
    expect(refusals.every(({ data }) => data.code === 4301)).toBe(true);
    reader.send("client-typing", {}, "presence-room");
    await sockets[0]?.next(({ event, user_id }) => event === "client-typing" && user_id === "grace");
  });

  test("that is refused spends nobody's allowance", async () => {
    const { typist, reader } = await pair(await startServer(), "presence-room");
    for (let n = 0; n < 50; n++) typist.send("client-typing", {}, "private-elsewhere");
    for (let n = 0; n < 50; n++) typist.send("client-typing", "x".repeat(10_241), "presence-room");
    typist.send("client-typing", {}, "presence-room");
    await reader.next("client-typing");
  });

  test("goes nowhere but on the channels that the application names", async () => {
    const channels = { allowsClientEvents: (name: string) => name.startsWith("presence-room-") };
    const running = await startServer({ channels });
    const { typist: shouter, reader: stranger } = await pair(running, "private-everyone");
    shouter.send("client-shout", {}, "private-everyone");
    expect((await shouter.next("pusher:error")).data.code).toBe(4301);
    expect(await stranger.settled()).toEqual([]);
    const { typist, reader } = await pair(running, "presence-room-1");
    typist.send("client-typing", {}, "presence-room-1");
    await reader.next("client-typing");
  });

  test.each([
    ["on a public channel", "client-typing", "room"],
    ["on a channel without a subscription", "client-typing", "private-other"],
    ["without a channel", "client-typing", undefined],
    ["with too long a name", `client-${"x".repeat(200)}`, "private-room"],
    ["without the client- prefix", "message.changed", "private-room"],
    ["in the name of the server", "pusher_internal:member_added", "private-room"],
    ["above 10 KB", "client-typing", "private-room", "x".repeat(10_241)],
  ])("%s is refused", async (_, event, channel, data: unknown = {}) => {
    const running = await startServer();
    const { typist, reader } = await pair(running, "private-room");
    await typist.subscribe("room");
    await reader.subscribe("room");
    typist.send(event, data, channel);
    const { message, code } = (await typist.next("pusher:error")).data;
    expect(message).toEqual(expect.any(String));
    if (event.startsWith("client-")) expect(code).toBe(4301);
    expect(await reader.settled()).toEqual([]);
    typist.send("client-typing", {}, "private-room");
    await reader.next("client-typing");
  });
});
