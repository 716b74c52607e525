// docs/security.md, "Live events": sockets that never authenticate, and channels that do not exist.
import { describe, expect, test } from "vitest";
import { type Client, connect, type Running, startServer } from "./embedded-support.ts";

const clientAddress = (req: { headers: Record<string, string | string[] | undefined> }) =>
  String(req.headers["x-test-address"] ?? "192.0.2.9");
const from = (running: Running, address: string) => connect(running, { headers: { "x-test-address": address } });
const codeOf = async (client: Client) => (await client.closed).code;

describe("a socket", () => {
  test("that neither signs in nor subscribes is closed with 4009, and those that did stay", async () => {
    const running = await startServer({ limits: { authenticationTimeoutMs: 300 } });
    const [signedIn, subscribed, bound] = [await connect(running), await connect(running), await connect(running)];
    await signedIn.signIn({ id: "ada" });
    await subscribed.subscribe("private-room");
    running.embedded.hub.bind(bound.socketId, { userId: "grace", sessionId: "s1" });
    const stranger = await connect(running);
    const refused = await connect(running);
    refused.send("pusher:subscribe", { channel: "private-room", auth: "guess" });
    expect(await Promise.all([codeOf(stranger), codeOf(refused)])).toEqual([4009, 4009]);
    for (const one of [signedIn, subscribed, bound]) await one.settled();
    expect(running.embedded.hub.stats().sockets).toBe(3);
  });

  test("that talks all the time without saying who it is goes too", async () => {
    const running = await startServer({ limits: { authenticationTimeoutMs: 200 } });
    const talker = await connect(running, { answersPings: true });
    const timer = setInterval(() => talker.send("pusher:ping", {}), 20);
    expect(await codeOf(talker)).toBe(4009);
    clearInterval(timer);
  });
});

describe("unauthenticated sockets", () => {
  test("in any number leave a place for whoever signs in, and only they give way", async () => {
    const running = await startServer({
      limits: { unauthenticatedSockets: 5, unauthenticatedSocketsPerAddress: 100 },
      clientAddress,
    });
    const ada = await from(running, "192.0.2.1");
    await ada.signIn({ id: "ada" });
    const crowd: Client[] = [];
    for (let n = 0; n < 20; n++) crowd.push(await from(running, `198.51.100.${n}`));
    expect(await Promise.all(crowd.slice(0, 15).map(codeOf))).toEqual(Array(15).fill(4100));
    const grace = await from(running, "192.0.2.2");
    await grace.signIn({ id: "grace" });
    expect(running.embedded.hub.onlineUsers()).toEqual(["ada", "grace"]);
    for (const one of [ada, grace]) await one.settled();
    expect(running.embedded.hub.stats().sockets).toBeLessThanOrEqual(2 + 5);
  });

  test("of one address make room among themselves: other addresses lose nobody", async () => {
    const running = await startServer({ limits: { unauthenticatedSocketsPerAddress: 2 }, clientAddress });
    const elsewhere = await from(running, "192.0.2.1");
    const [first, second] = [await from(running, "192.0.2.2"), await from(running, "192.0.2.2")];
    const third = await from(running, "192.0.2.2");
    expect(await codeOf(first)).toBe(4100);
    for (const one of [elsewhere, second, third]) await one.settled();
  });

  test("give up their places where all are taken, so that a newcomer can sign in", async () => {
    const running = await startServer({ limits: { sockets: 3 } });
    const ada = await connect(running);
    await ada.signIn({ id: "ada" });
    const stranger = await connect(running);
    await connect(running);
    const grace = await connect(running);
    expect(await codeOf(stranger)).toBe(4100);
    await grace.signIn({ id: "grace" });
    await ada.settled();
  });
});

describe("a made-up channel", () => {
  const channels = { isChannelKnown: (name: string) => /^private-room-[a-z0-9]+$/.test(name) };

  test.each(["public", "private-anything", "presence-room-1", "private-room-", "cache-x", "private-encrypted-x"])(
    "such as %s is refused with a right signature too, where a real one is confirmed",
    async (channel) => {
      const running = await startServer({ channels });
      const client = await connect(running);
      const channelData = channel.startsWith("presence-") ? '{"user_id":"mallory"}' : undefined;
      client.send("pusher:subscribe", {
        channel,
        auth: client.authFor(channel, channelData),
        channel_data: channelData,
      });
      expect((await client.next("pusher:error")).data.code).toBe(4009);
      expect((await client.next("pusher:subscription_error")).data.status).toBe(401);
      expect(running.embedded.hub.channels()).toEqual([]);
      await client.subscribe("private-room-1");
    },
  );

  test("a person's own channel is none of the application's: it opens by signing in", async () => {
    const running = await startServer({ channels });
    const ada = await connect(running);
    await ada.signIn({ id: "ada" });
    ada.send("pusher:subscribe", { channel: "#server-to-user-ada", auth: "" });
    await ada.next("pusher_internal:subscription_succeeded");
  });
});
