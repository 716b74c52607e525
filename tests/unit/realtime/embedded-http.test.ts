import { describe, expect, test } from "vitest";
import { call, EVENTS, hello } from "./embedded-http-support.ts";
import { connect, startServer } from "./embedded-support.ts";

describe("POST events", () => {
  test("reaches every channel named once and leaves out the socket named", async () => {
    const running = await startServer();
    const [ada, grace] = [await connect(running), await connect(running)];
    for (const client of [ada, grace]) for (const channel of ["one", "two"]) await client.subscribe(channel);
    const body = { name: "hello", data: '{"a":1}', channels: ["one", "two", "one"], socket_id: ada.socketId };
    const answer = await call(running, { path: EVENTS, body });
    expect(answer).toMatchObject({ status: 200, body: {} });
    expect(answer.headers.get("cache-control")).toBe("private, no-store");
    expect((await grace.settled()).map(({ channel, data }) => [channel, data])).toEqual([
      ["one", '{"a":1}'],
      ["two", '{"a":1}'],
    ]);
    expect(await ada.settled()).toEqual([]);
  });

  test("tells the asked attributes of each channel", async () => {
    const running = await startServer();
    const ada = await connect(running);
    await ada.subscribe("presence-room", { user_id: "ada" });
    const body = {
      ...hello,
      channel: undefined,
      channels: ["presence-room", "room"],
      info: "user_count,subscription_count",
    };
    const { body: answer } = await call(running, { path: EVENTS, body });
    expect(answer).toEqual({
      channels: { "presence-room": { user_count: 1, subscription_count: 1 }, room: { subscription_count: 0 } },
    });
  });

  test("takes its parameters from the query string too", async () => {
    const running = await startServer();
    const ada = await connect(running);
    await ada.subscribe("room");
    const query = { name: "hello", data: "x y+z", "channels[]": "room" };
    expect((await call(running, { path: EVENTS, method: "POST", query })).status).toBe(200);
    expect((await ada.next("hello")).data).toBe("x y+z");
  });

  test.each([
    ["no name", { ...hello, name: undefined }, 400],
    ["a name above 200 characters", { ...hello, name: "x".repeat(201) }, 400],
    ["a reserved name", { ...hello, name: "pusher_internal:member_added" }, 400],
    ["no data", { ...hello, data: undefined }, 400],
    ["data that is no string", { ...hello, data: { a: 1 } }, 400],
    ["data above 10 KB", { ...hello, data: "x".repeat(10_241) }, 413],
    ["no channel", { ...hello, channel: undefined }, 400],
    ["an empty list of channels", { ...hello, channels: [] }, 400],
    ["101 channels", { ...hello, channels: Array.from({ length: 101 }, (_, index) => `room-${index}`) }, 400],
    ["a channel with a colon", { ...hello, channel: "a:b" }, 400],
    ["a channel with a line break", { ...hello, channels: ["room", "room\n"] }, 400],
    ["a channel that is no string", { ...hello, channels: [["room"]] }, 400],
    ["an unknown attribute", { ...hello, info: "user_count,secrets" }, 400],
    ["a malformed socket id", { ...hello, socket_id: "1.1:private-x" }, 400],
    ["a list for a body", [hello], 400],
    ["null for a body", null, 400],
  ])("with %s is refused and sends nothing", async (_, body, status) => {
    const running = await startServer();
    const ada = await connect(running);
    await ada.subscribe("room");
    expect((await call(running, { path: EVENTS, body: { ...hello, data: "x".repeat(10_240) } })).status).toBe(200);
    await ada.next("hello");
    expect(await call(running, { path: EVENTS, body })).toMatchObject({ status, body: { error: expect.any(String) } });
    expect(await ada.settled()).toEqual([]);
  });
});

describe("POST batch_events", () => {
  test("sends ten events of 10 KB that need escaping, and tells the asked attributes in their order", async () => {
    const running = await startServer();
    const ada = await connect(running);
    await ada.subscribe("room");
    const batch = Array.from({ length: 10 }, () => ({ ...hello, data: '"'.repeat(10_240) }));
    expect((await call(running, { path: "/apps/7/batch_events", body: { batch } })).body).toEqual({});
    expect(await ada.settled()).toHaveLength(10);
    const asking = [
      { ...hello, info: "subscription_count" },
      { ...hello, channel: "elsewhere" },
    ];
    const { body } = await call(running, { path: "/apps/7/batch_events", body: { batch: asking } });
    expect(body).toEqual({ batch: [{ subscription_count: 1 }, {}] });
  });

  test.each([
    ["eleven events", { batch: Array(11).fill(hello) }],
    ["no events", { batch: [] }],
    ["no list", { batch: hello }],
    ["one bad event among good ones", { batch: [hello, { ...hello, name: 1 }] }],
    ["a list of channels", { batch: [{ name: "hello", data: "{}", channels: ["room"] }] }],
  ])("with %s is refused and sends nothing", async (_, body) => {
    const running = await startServer();
    const ada = await connect(running);
    await ada.subscribe("room");
    expect((await call(running, { path: "/apps/7/batch_events", body: { batch: [hello] } })).status).toBe(200);
    await ada.next("hello");
    expect((await call(running, { path: "/apps/7/batch_events", body })).status).toBe(400);
    expect(await ada.settled()).toEqual([]);
  });
});

describe("GET", () => {
  test("channels lists what is occupied, by prefix and with user counts", async () => {
    const running = await startServer();
    const ada = await connect(running);
    await ada.subscribe("presence-room", { user_id: "ada" });
    await ada.subscribe("__proto__");
    await ada.signIn({ id: "ada" });
    ada.send("pusher:subscribe", { channel: "#server-to-user-ada" });
    await ada.settled();
    const path = "/apps/7/channels";
    const all = await call(running, { path });
    expect(Object.entries(all.body.channels as object)).toEqual([
      ["presence-room", {}],
      ["__proto__", {}],
    ]);
    const query = { filter_by_prefix: "presence-", info: "user_count" };
    expect((await call(running, { path, query })).body).toEqual({ channels: { "presence-room": { user_count: 1 } } });
    expect((await call(running, { path, query: { info: "user_count" } })).status).toBe(400);
    expect((await call(running, { path, query: { info: "other" } })).status).toBe(400);
  });

  test("channels/:name tells one channel's state, and refuses attributes it does not have", async () => {
    const running = await startServer();
    const ada = await connect(running);
    await ada.subscribe("presence-room", { user_id: "ada" });
    const info = "user_count,subscription_count";
    const one = await call(running, { path: "/apps/7/channels/presence-room", query: { info } });
    expect(one.body).toEqual({ occupied: true, user_count: 1, subscription_count: 1 });
    expect((await call(running, { path: "/apps/7/channels/nobody" })).body).toEqual({ occupied: false });
    expect((await call(running, { path: "/apps/7/channels/room", query: { info } })).status).toBe(400);
    expect((await call(running, { path: "/apps/7/channels/a%3Ab" })).status).toBe(400);
  });

  test("channels/:name/users lists who is present, and refuses other kinds of channel", async () => {
    const running = await startServer();
    const ada = await connect(running);
    await ada.subscribe("presence-room", { user_id: "ada" });
    expect((await call(running, { path: "/apps/7/channels/presence-room/users" })).body).toEqual({
      users: [{ id: "ada" }],
    });
    expect((await call(running, { path: "/apps/7/channels/presence-none/users" })).body).toEqual({ users: [] });
    expect((await call(running, { path: "/apps/7/channels/private-room/users" })).status).toBe(400);
  });

  test.each([
    ["an unknown application", "/apps/8/channels"],
    ["an unknown endpoint", "/apps/7/secrets"],
    ["a path that goes on", "/apps/7/channels/room/users/more"],
    ["a wrong method", "/apps/7/events"],
  ])("%s is 404", async (_, path) => {
    const running = await startServer();
    expect((await call(running, { path: "/apps/7/channels" })).status).toBe(200);
    expect((await call(running, { path })).status).toBe(404);
  });
});

test("POST terminate_connections closes the sockets of that person alone, whatever characters the id has", async () => {
  const running = await startServer();
  const [ada, grace] = [await connect(running), await connect(running)];
  await ada.signIn({ id: "ada l@ü" });
  await grace.signIn({ id: "grace" });
  const path = `/apps/7/users/${encodeURIComponent("ada l@ü")}/terminate_connections`;
  expect(await call(running, { path, body: {} })).toMatchObject({ status: 200, body: {} });
  expect((await ada.closed).code).toBe(4009);
  await grace.settled();
});
