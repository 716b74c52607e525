import { randomBytes } from "node:crypto";
import PusherApi from "pusher";
import PusherClient from "pusher-js";
import { describe, expect, onTestFinished, test } from "vitest";
import { APP, connect, type Running, startServer } from "./embedded-support.ts";

const masterKey = randomBytes(32).toString("base64");

function api(running: Running, credentials: Partial<typeof APP> = {}): PusherApi {
  const host = { host: "127.0.0.1", port: String(running.port), useTLS: false };
  return new PusherApi({ ...APP, ...credentials, ...host, encryptionMasterKeyBase64: masterKey });
}

type Person = { id: string; name: string };

/** pusher-js as a page sets it up, authorised by the real `pusher` package. */
function page(running: Running, person: Person): PusherClient {
  const server = api(running);
  const client = new PusherClient(APP.key, {
    cluster: "",
    wsHost: "127.0.0.1",
    wsPort: running.port,
    forceTLS: false,
    enabledTransports: ["ws"],
    channelAuthorization: {
      transport: "ajax",
      endpoint: "",
      customHandler: ({ socketId, channelName }, callback) => {
        const presence = channelName.startsWith("presence-")
          ? { user_id: person.id, user_info: { name: person.name } }
          : undefined;
        callback(null, server.authorizeChannel(socketId, channelName, presence));
      },
    },
    userAuthentication: {
      transport: "ajax",
      endpoint: "",
      customHandler: ({ socketId }, callback) => callback(null, server.authenticateUser(socketId, { ...person })),
    },
  });
  onTestFinished(() => client.disconnect());
  return client;
}

type Emitter = { bind(event: string, callback: (data: never, metadata?: never) => void): unknown };

function once<T = unknown>(emitter: Emitter, event: string): Promise<T> {
  return new Promise((resolve) => emitter.bind(event, (data) => resolve(data as T)));
}

const ada = { id: "ada", name: "Ada" };
const grace = { id: "grace", name: "Grace" };

describe("pusher-js", () => {
  test("receives on public, private, presence, cache and encrypted channels what pusher triggers", async () => {
    const running = await startServer();
    const server = api(running);
    const client = page(running, ada);
    const names = ["room", "private-room", "presence-room", "private-cache-room", "private-encrypted-room"];
    for (const name of names) {
      const channel = client.subscribe(name);
      await once(channel, "pusher:subscription_succeeded");
      const received = once(channel, "message.changed");
      await server.trigger(name, "message.changed", { room: name, text: "Grüße 👋" });
      expect(await received).toEqual({ room: name, text: "Grüße 👋" });
    }
  });

  test("binds to the miss of a cache channel and to the event of a later reader", async () => {
    const running = await startServer();
    await once(page(running, ada).subscribe("cache-room"), "pusher:cache_miss");
    await api(running).trigger("cache-room", "state", { n: 1 });
    expect(await once(page(running, grace).subscribe("cache-room"), "state")).toEqual({ n: 1 });
  });

  test("sees members come and go and takes the sender of a client event from the signed user_id", async () => {
    const running = await startServer();
    const [first, second] = [page(running, ada), page(running, grace)];
    const watched = first.subscribe("presence-room");
    const members = await once<{ count: number; me: unknown }>(watched, "pusher:subscription_succeeded");
    expect(members.me).toEqual({ id: "ada", info: { name: "Ada" } });
    const added = once(watched, "pusher:member_added");
    const joined = second.subscribe("presence-room");
    const present = once<{ count: number }>(joined, "pusher:subscription_succeeded");
    expect(await added).toEqual({ id: "grace", info: { name: "Grace" } });
    expect(await present).toMatchObject({ count: 2 });
    const typing = new Promise((resolve) =>
      watched.bind("client-typing", (data: unknown, from: unknown) => resolve([data, from])),
    );
    joined.trigger("client-typing", { on: true });
    expect(await typing).toEqual([{ on: true }, { user_id: "grace" }]);
    const removed = once(watched, "pusher:member_removed");
    second.disconnect();
    expect(await removed).toEqual({ id: "grace", info: { name: "Grace" } });
  });

  test("is told of a refused subscription on the channel and stays connected", async () => {
    const running = await startServer();
    const client = page(running, ada);
    client.config.channelAuthorizer = (_, callback) => callback(null, { auth: `${APP.key}:forged` });
    const error = once(client.subscribe("private-room"), "pusher:subscription_error");
    expect(await error).toMatchObject({ type: "AuthError", status: 401 });
    await once(client.subscribe("room"), "pusher:subscription_succeeded");
    expect(client.connection.state).toBe("connected");
  });

  test("signs in, receives what is sent to the user and is closed for good when terminated", async () => {
    const running = await startServer();
    const server = api(running);
    const [client, other] = [page(running, ada), page(running, grace)];
    for (const one of [client, other]) {
      const signedIn = new Promise<void>((resolve) =>
        one.connection.bind("message", ({ event, channel }: { event: string; channel?: string }) => {
          if (event === "pusher_internal:subscription_succeeded" && channel?.startsWith("#server-to-user-")) resolve();
        }),
      );
      one.signin();
      await signedIn;
    }
    const hello = once(client.user as unknown as Emitter, "hello");
    await server.sendToUser("ada", "hello", { n: 1 });
    expect(await hello).toEqual({ n: 1 });
    const gone = once(client.connection, "disconnected");
    await server.terminateUserConnections("ada");
    await gone;
    expect(other.connection.state).toBe("connected");
    expect(running.embedded.hub.onlineUsers()).toEqual(["grace"]);
  });

  test("is back on all its channels by itself after a restart with 4200", async () => {
    const running = await startServer();
    const client = page(running, ada);
    const channel = client.subscribe("private-room");
    await once(channel, "pusher:subscription_succeeded");
    const before = client.connection.socket_id;
    const again = once(channel, "pusher:subscription_succeeded");
    await running.restart();
    await again;
    expect(client.connection.socket_id).not.toBe(before);
    const received = once(channel, "hello");
    running.embedded.hub.publish("private-room", "hello", "1");
    await received;
  });

  test("is refused with an unknown key and does not try again", async () => {
    const running = await startServer();
    const client = new PusherClient("other-key", {
      cluster: "",
      wsHost: "127.0.0.1",
      wsPort: running.port,
      forceTLS: false,
      enabledTransports: ["ws"],
    });
    onTestFinished(() => client.disconnect());
    const error = once(client.connection, "error");
    await once(client.connection, "disconnected");
    expect(await error).toMatchObject({ error: { data: { code: 4001 } } });
  });

  test("keeps an idle connection alive and is closed by nobody", async () => {
    const running = await startServer({ activityTimeoutSeconds: 0.2, limits: { pongTimeoutMs: 200 } });
    const silent = await connect(running, { answersPings: false });
    const client = page(running, ada);
    await once(client.connection, "connected");
    await silent.closed;
    await once(client.subscribe("room"), "pusher:subscription_succeeded");
    expect(client.connection.state).toBe("connected");
  });
});

describe("pusher", () => {
  test("sends to a user: to every socket signed in as them once, and to nobody else's", async () => {
    const running = await startServer();
    const server = api(running);
    // The first socket signs in and subscribes, as pusher-js does. The second only signs in. The third is only bound to
    // its person.
    const [page1, page2, bound] = [await connect(running), await connect(running), await connect(running)];
    const [other, mallory] = [await connect(running), await connect(running)];
    for (const one of [page1, page2]) await one.signIn({ id: "ada" });
    page1.send("pusher:subscribe", { channel: "#server-to-user-ada", auth: "" });
    await page1.next("pusher_internal:subscription_succeeded");
    running.embedded.hub.bind(bound.socketId, { userId: "ada", sessionId: "s1" });
    await other.signIn({ id: "grace" });
    mallory.send("pusher:subscribe", { channel: "#server-to-user-ada", auth: mallory.authFor("#server-to-user-ada") });
    expect((await mallory.next("pusher:error")).data.code).toBe(4009);
    expect((await mallory.next("pusher:subscription_error")).data).toMatchObject({ type: "AuthError", status: 401 });
    await server.sendToUser("ada", "hello", { n: 1 });
    const expected = { event: "hello", channel: "#server-to-user-ada", data: '{"n":1}' };
    for (const one of [page1, page2]) expect(await one.settled()).toEqual([expected]);
    for (const one of [bound, other, mallory]) expect(await one.settled()).toEqual([]);
    page1.socket.close();
    await page1.closed;
    await server.triggerBatch([{ channel: "#server-to-user-ada", name: "again", data: {} }]);
    await page2.next("again");
  });

  test("triggers to many channels but one socket, and in batches", async () => {
    const running = await startServer();
    const server = api(running);
    const [sender, reader] = [await connect(running), await connect(running)];
    for (const client of [sender, reader]) for (const channel of ["one", "two"]) await client.subscribe(channel);
    await server.trigger(["one", "two"], "hello", "text", { socket_id: sender.socketId });
    await server.triggerBatch([
      { channel: "one", name: "batched", data: { n: 1 } },
      { channel: "two", name: "batched", data: { n: 2 } },
    ]);
    expect((await reader.settled()).map(({ event, channel, data }) => [event, channel, data])).toEqual([
      ["hello", "one", "text"],
      ["hello", "two", "text"],
      ["batched", "one", '{"n":1}'],
      ["batched", "two", '{"n":2}'],
    ]);
    expect((await sender.settled()).map(({ event }) => event)).toEqual(["batched", "batched"]);
  });

  test("reads channels, one channel and users", async () => {
    const running = await startServer();
    const server = api(running);
    const ada = await connect(running);
    await ada.subscribe("presence-room", { user_id: "ada" });
    await ada.subscribe("room");
    const get = async (path: string, params: Record<string, string> = {}) =>
      (await server.get({ path, params })).json();
    expect(await get("/channels")).toEqual({ channels: { "presence-room": {}, room: {} } });
    const params = { filter_by_prefix: "presence-", info: "user_count" };
    expect(await get("/channels", params)).toEqual({ channels: { "presence-room": { user_count: 1 } } });
    const both = { info: "user_count,subscription_count" };
    expect(await get("/channels/presence-room", both)).toEqual({
      occupied: true,
      user_count: 1,
      subscription_count: 1,
    });
    expect(await get("/channels/presence-room/users")).toEqual({ users: [{ id: "ada" }] });
  });

  test("terminates a user whose id has characters that its library signs unescaped", async () => {
    const running = await startServer();
    const ada = await connect(running);
    await ada.signIn({ id: "ada lovelace" });
    await api(running).terminateUserConnections("ada lovelace");
    expect((await ada.closed).code).toBe(4009);
  });

  test("with a wrong secret or application is refused where the right one is served", async () => {
    const running = await startServer();
    await api(running).trigger("room", "hello", {});
    await expect(api(running, { secret: "guess" }).trigger("room", "hello", {})).rejects.toMatchObject({ status: 401 });
    await expect(api(running, { key: "other" }).trigger("room", "hello", {})).rejects.toMatchObject({ status: 401 });
    await expect(api(running, { appId: "8" }).trigger("room", "hello", {})).rejects.toMatchObject({ status: 404 });
    await expect(api(running).trigger("room", "hello", "x".repeat(10_241))).rejects.toMatchObject({ status: 413 });
  });
});
