// docs/reliability.md L4, L5.
import { describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { APP, APP_PATH, connect, connectBystander, dial, startServer } from "./embedded-support.ts";

describe("a connection", () => {
  test("is greeted with an unguessable socket id and the activity timeout", async () => {
    const running = await startServer();
    const [ada, grace] = [dial(running.port), dial(running.port)];
    const [first, second] = await Promise.all(
      [ada, grace].map((client) => client.next("pusher:connection_established")),
    );
    const { socket_id: socketId, activity_timeout: activityTimeout } = JSON.parse(first?.data);
    expect(socketId).toMatch(/^\d+\.\d+$/);
    expect(BigInt(socketId.split(".")[0]) > 0xffff_ffffn).toBe(true);
    expect(activityTimeout).toBe(120);
    expect(JSON.parse(second?.data).socket_id).not.toBe(socketId);
  });

  test.each([5, 6, 7])("is accepted with protocol %i", async (protocol) => {
    const running = await startServer();
    await expect(connect(running, { path: `/app/${APP.key}?protocol=${protocol}` })).resolves.toBeDefined();
  });

  test("is made without permessage-deflate, even when the client offers it", async () => {
    const running = await startServer();
    const client = dial(running.port);
    await client.next("pusher:connection_established");
    expect(client.socket.extensions).toBe("");
  });

  test("answers pusher:ping with pusher:pong and a protocol ping with a pong", async () => {
    const client = await connect(await startServer());
    client.send("pusher:ping", {});
    expect((await client.next("pusher:pong")).data).toBe("{}");
    const pong = new Promise<Buffer>((resolve) => client.socket.once("pong", resolve));
    client.socket.ping("x");
    expect((await pong).toString()).toBe("x");
  });

  test("below other paths is left to the caller", async () => {
    const { port } = await startServer();
    for (const path of ["/", "/app", "/application/x", "/_next/webpack-hmr"]) {
      await expect(dial(port, { path }).closed).resolves.toMatchObject({ code: 1006 });
    }
    expect((await fetch(`http://127.0.0.1:${port}/application`)).status).toBe(418);
  });

  test("an empty secret is refused at the start", async () => {
    await expect(startServer({ secret: "" })).rejects.toThrow(TypeError);
  });
});

describe("a refused connection gets the documented close code:", () => {
  test.each([
    ["4001 for an unknown key", "/app/other-key?protocol=7", 4001],
    ["4005 for a path below the key", `/app/${APP.key}/more?protocol=7`, 4005],
    ["4006 for a malformed version", `/app/${APP.key}?protocol=7&version=%00%00`, 4006],
    ["4007 for a protocol that is not supported", `/app/${APP.key}?protocol=8`, 4007],
    ["4007 for a protocol that is no number", `/app/${APP.key}?protocol=seven`, 4007],
    ["4008 for no protocol", `/app/${APP.key}`, 4008],
  ])("%s", async (_, path, code) => {
    const running = await startServer();
    await connect(running);
    const client = dial(running.port, { path });
    expect((await client.closed).code).toBe(code);
    expect(client.inbox).toEqual([]);
    expect(running.embedded.hub.stats().sockets).toBe(1);
  });

  test("and a legacy client reads pusher:error before it", async () => {
    const { port } = await startServer();
    const client = dial(port, { path: "/app/other-key?protocol=5" });
    expect((await client.closed).code).toBe(4001);
    expect(client.inbox[0]).toMatchObject({ event: "pusher:error", data: { code: 4001 } });
  });
});

describe("the origin of a handshake", () => {
  test("may be missing or the server's own host", async () => {
    const running = await startServer();
    await connect(running);
    await connect(running, { headers: { origin: `http://127.0.0.1:${running.port}` } });
    await connect(running, { headers: { origin: "https://chat.test", host: "chat.test" } });
  });

  test.each([
    "https://evil.test",
    "null",
    "",
    "https://chat.test.evil.test",
    "https://evil-chat.test",
    "https://chat.tes",
    "https://chat.test:8443",
    "https://chat.test@evil.test",
    "https://evil.test/chat.test",
    "ftp://chat.test",
    "chat.test",
  ])("'%s' is refused with 403 where https://chat.test is accepted", async (origin) => {
    const running = await startServer();
    await connect(running, { headers: { origin: "https://chat.test", host: "chat.test" } });
    const socket = new WebSocket(`ws://127.0.0.1:${running.port}${APP_PATH}`, {
      headers: { origin, host: "chat.test" },
    });
    const status = await new Promise<number | undefined>((resolve) => {
      socket.on("unexpected-response", (_, res) => resolve(res.statusCode));
      socket.on("open", () => resolve(101));
    });
    expect(status).toBe(403);
  });

  test("is judged by the caller's rule when there is one", async () => {
    const running = await startServer({ isOriginAllowed: (origin) => origin === "https://chat.test" });
    await connect(running, { headers: { origin: "https://chat.test" } });
    await expect(dial(running.port).closed).resolves.toMatchObject({ code: 1006 });
  });
});

describe("when there are too many", () => {
  test("sockets, one more is closed with 4100 and the others are served", async () => {
    const running = await startServer({ limits: { sockets: 2 } });
    const served = await connectBystander(running);
    const second = await connect(running);
    await second.signIn({ id: "ada" });
    expect((await dial(running.port).closed).code).toBe(4100);
    await served();
    second.socket.close();
    await second.closed;
    await connect(running);
  });

  test("sockets of one address, one more is closed with 4100 and other addresses are served", async () => {
    const clientAddress = (req: { headers: Record<string, string | string[] | undefined> }) =>
      String(req.headers["x-test-address"]);
    const running = await startServer({ limits: { socketsPerAddress: 1 }, clientAddress });
    await (await connect(running, { headers: { "x-test-address": "192.0.2.1" } })).signIn({ id: "ada" });
    expect((await dial(running.port, { headers: { "x-test-address": "192.0.2.1" } }).closed).code).toBe(4100);
    await connect(running, { headers: { "x-test-address": "192.0.2.2" } });
  });

  test("messages in a minute, the socket is closed with 4100 and the others are served", async () => {
    const running = await startServer({ limits: { framesPerMinute: 20 } });
    const served = await connectBystander(running);
    const mallory = await connect(running);
    for (let sent = 0; sent < 20; sent += 1) mallory.send("pusher:ping", {});
    for (let answered = 0; answered < 20; answered += 1) await mallory.next("pusher:pong");
    mallory.send("pusher:ping", {});
    expect((await mallory.closed).code).toBe(4100);
    await served();
  });
});

describe("at the end", () => {
  test("close sends every socket 4200, admits no one and resolves when all are gone", async () => {
    const running = await startServer();
    const clients = await Promise.all([connect(running), connect(running), connect(running)]);
    await Promise.all(clients.map((client, index) => client.subscribe(`presence-room`, { user_id: `u${index}` })));
    const done = running.embedded.close();
    expect((await fetch(`http://127.0.0.1:${running.port}/apps/7/channels`)).status).toBe(503);
    expect((await dial(running.port).closed).code).toBe(1006);
    expect((await Promise.all(clients.map((client) => client.closed))).map(({ code }) => code)).toEqual([
      4200, 4200, 4200,
    ]);
    await done;
    expect(running.embedded.hub.stats()).toEqual({ sockets: 0, channels: 0 });
  });

  test("close cuts a peer that never answers, after its time", async () => {
    const running = await startServer();
    const stuck = await connect(running);
    stuck.socket.pause();
    await running.embedded.close(50);
    stuck.socket.resume();
    await stuck.closed;
  });
});
