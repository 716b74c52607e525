// docs/reliability.md L5.
import { describe, expect, test } from "vitest";
import { APP, connect, sign, startServer } from "./embedded-support.ts";

describe("signing in", () => {
  test("is confirmed, puts the person online and opens their own channel", async () => {
    const running = await startServer();
    const { hub } = running.embedded;
    const ada = await connect(running);
    expect((await ada.signIn({ id: "ada", name: "Ada" })).data).toEqual({ user_data: '{"id":"ada","name":"Ada"}' });
    expect(hub.isOnline("ada")).toBe(true);
    ada.send("pusher:subscribe", { channel: "#server-to-user-ada", auth: "" });
    await ada.next("pusher_internal:subscription_succeeded");
    hub.publish("#server-to-user-ada", "hello", "{}");
    expect(await ada.next("hello")).toMatchObject({ channel: "#server-to-user-ada" });
  });

  test("as one person does not open another's channel, and without it none opens", async () => {
    const running = await startServer();
    const mallory = await connect(running);
    for (let round = 0; round < 2; round += 1) {
      mallory.send("pusher:subscribe", {
        channel: "#server-to-user-ada",
        auth: mallory.authFor("#server-to-user-ada"),
      });
      expect((await mallory.next("pusher:subscription_error")).data.status).toBe(401);
      await mallory.signIn({ id: "mallory" });
    }
  });

  test.each([
    [
      "a forged signature",
      { id: "ada" },
      (socketId: string, data: string) => `${APP.key}:${sign(`${socketId}::user::${data}`, "guess")}`,
    ],
    [
      "the signature of another socket",
      { id: "ada" },
      (_: string, data: string) => `${APP.key}:${sign(`1.1::user::${data}`)}`,
    ],
    ["no signature", { id: "ada" }, () => undefined],
    [
      "a user without an id",
      { name: "Ada" },
      (socketId: string, data: string) => `${APP.key}:${sign(`${socketId}::user::${data}`)}`,
    ],
    ["an empty id", { id: "" }, (socketId: string, data: string) => `${APP.key}:${sign(`${socketId}::user::${data}`)}`],
    ["a numeric id", { id: 7 }, (socketId: string, data: string) => `${APP.key}:${sign(`${socketId}::user::${data}`)}`],
  ])("with %s is refused", async (_, user, forge) => {
    const running = await startServer();
    const client = await connect(running);
    const userData = JSON.stringify(user);
    client.send("pusher:signin", { auth: forge(client.socketId, userData), user_data: userData });
    expect((await client.next("pusher:error")).data.code).toBe(4009);
    expect(running.embedded.hub.onlineUsers()).toEqual([]);
    await client.signIn({ id: "ada" });
    expect(running.embedded.hub.onlineUsers()).toEqual(["ada"]);
  });

  test("as someone else on the same socket is refused", async () => {
    const running = await startServer();
    const client = await connect(running);
    await client.signIn({ id: "ada" });
    const userData = '{"id":"grace"}';
    client.send("pusher:signin", {
      auth: `${APP.key}:${sign(`${client.socketId}::user::${userData}`)}`,
      user_data: userData,
    });
    expect((await client.next("pusher:error")).data.code).toBe(4009);
    expect(running.embedded.hub.onlineUsers()).toEqual(["ada"]);
  });
});

describe("binding", () => {
  test("ties a live socket to one person and refuses unknown sockets and other people", async () => {
    const running = await startServer();
    const { hub } = running.embedded;
    const ada = await connect(running);
    expect(hub.bind("1.1", { userId: "ada", sessionId: "s1" })).toBe("unknown");
    expect(hub.bind(ada.socketId, { userId: "ada", sessionId: "s1" })).toBe("bound");
    expect(hub.bind(ada.socketId, { userId: "ada", sessionId: "s1" })).toBe("bound");
    expect(hub.bind(ada.socketId, { userId: "mallory", sessionId: "s2" })).toBe("taken");
    expect(hub.onlineUsers()).toEqual(["ada"]);
  });

  test("is what tells who is online, once a person however many sockets", async () => {
    const running = await startServer();
    const { hub } = running.embedded;
    const heard: [string, boolean][] = [];
    const stop = hub.onUser((userId, online) => heard.push([userId, online]));
    const offline = new Promise<void>((resolve) => hub.onUser((_, online) => online || resolve()));
    const [tab1, tab2] = [await connect(running), await connect(running)];
    hub.bind(tab1.socketId, { userId: "ada", sessionId: "s1" });
    await tab2.signIn({ id: "ada" });
    tab1.socket.close();
    await tab1.closed;
    expect(hub.isOnline("ada")).toBe(true);
    tab2.socket.close();
    await offline;
    expect(hub.isOnline("ada")).toBe(false);
    expect(heard).toEqual([
      ["ada", true],
      ["ada", false],
    ]);
    stop();
  });

  test("one socket too many of a person closes that socket with 4100 and leaves the others", async () => {
    const running = await startServer({ limits: { socketsPerUser: 1 } });
    const { hub } = running.embedded;
    const [first, second, third] = [await connect(running), await connect(running), await connect(running)];
    expect(hub.bind(first.socketId, { userId: "ada", sessionId: "s1" })).toBe("bound");
    expect(hub.bind(second.socketId, { userId: "ada", sessionId: "s1" })).toBe("unknown");
    expect((await second.closed).code).toBe(4100);
    const userData = '{"id":"ada"}';
    third.send("pusher:signin", {
      auth: `${APP.key}:${sign(`${third.socketId}::user::${userData}`)}`,
      user_data: userData,
    });
    expect((await third.closed).code).toBe(4100);
    await first.settled();
    const grace = await connect(running);
    expect(hub.bind(grace.socketId, { userId: "grace", sessionId: "s1" })).toBe("bound");
  });
});

describe("terminating", () => {
  test("closes all of a person's sockets with 4009, delivers nothing more to them and spares others", async () => {
    const running = await startServer();
    const { hub } = running.embedded;
    const [bound, signedIn, grace] = [await connect(running), await connect(running), await connect(running)];
    hub.bind(bound.socketId, { userId: "ada", sessionId: "s1" });
    await signedIn.signIn({ id: "ada" });
    hub.bind(grace.socketId, { userId: "grace", sessionId: "s9" });
    await Promise.all([bound, signedIn, grace].map((client) => client.subscribe("private-room")));
    expect(hub.terminate("ada")).toBe(2);
    hub.publish("private-room", "after", "{}");
    expect((await bound.closed).code).toBe(4009);
    expect((await signedIn.closed).code).toBe(4009);
    await grace.next("after");
    expect([...bound.inbox, ...signedIn.inbox]).toEqual([]);
    expect(hub.terminate("ada")).toBe(0);
    expect(hub.isOnline("ada")).toBe(false);
  });

  test("may be meant for one session, or for all but one", async () => {
    const running = await startServer();
    const { hub } = running.embedded;
    const clients = await Promise.all(["s1", "s2", "s3"].map(() => connect(running)));
    for (const [index, { socketId }] of clients.entries())
      hub.bind(socketId, { userId: "ada", sessionId: `s${index + 1}` });
    expect(hub.terminate("ada", { sessionId: "s1" })).toBe(1);
    expect((await clients[0]?.closed)?.code).toBe(4009);
    expect(hub.terminate("ada", { exceptSessionId: "s3" })).toBe(1);
    expect((await clients[1]?.closed)?.code).toBe(4009);
    await clients[2]?.settled();
    expect(hub.terminate("ada", { sessionId: "s1" })).toBe(0);
  });

  test("is not undone by frames that were under way: a closed socket subscribes to nothing", async () => {
    const running = await startServer();
    const { hub } = running.embedded;
    const ada = await connect(running);
    hub.bind(ada.socketId, { userId: "ada", sessionId: "s1" });
    hub.terminate("ada");
    ada.send("pusher:subscribe", { channel: "private-room", auth: ada.authFor("private-room") });
    await ada.closed;
    expect(hub.stats()).toEqual({ sockets: 0, channels: 0 });
  });
});
