// Mallory speaks the Pusher protocol without our client, to hear what she should not.
// docs/reliability.md L6, L16, L17, L18.
import { afterAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { EVERYONE_CHANNEL, roomChannel, roomPresenceChannel, userChannel } from "@/lib/realtime/channels.ts";
import { presenceInfoSchema } from "@/lib/realtime/events.ts";
import { cast } from "../support/cast.ts";
import { client, refusal } from "../support/client.ts";
import { askGrant, grant, liveKey, RawSocket, rawLive } from "../support/raw-socket.ts";
import { startServer } from "../support/server.ts";

const server = await startServer();
const people = await cast(server);
const key = await liveKey(people.mallory);
afterAll(() => server.stop());

const NOTHING = "0nothing0nothing0000";

describe("a page of mallory's opens no live connection in ada's browser", () => {
  const own = () => `http://127.0.0.1:${server.port}`;
  const opens = (origin: string | undefined, at = server) =>
    new Promise<boolean>((resolve) => {
      const socket = new WebSocket(`ws://127.0.0.1:${at.port}/app/${key}?protocol=7`, { origin });
      socket.on("open", () => resolve(true)).on("error", () => resolve(false));
      socket.on("message", () => socket.terminate());
    });

  test("whatever she makes her origin look like", async () => {
    expect(await opens(own())).toBe(true);
    expect(await opens(undefined), "programs have none").toBe(true);
    const port = server.port;
    const foreign = [
      "https://evil.test",
      "null",
      "file://",
      `http://127.0.0.1:${port}.evil.test`,
      `http://127.0.0.1:${port}@evil.test`,
      `http://evil.test#127.0.0.1:${port}`,
      `http://evil127.0.0.1:${port}`,
      `http://127.0.0.1:${port + 1}`,
      `http://127.0.0.1`,
      `http://127.0.0.1:${port}/`,
      `ws://127.0.0.1:${port}`,
      `http://localhost:${port}`,
      `${own()} https://evil.test`,
    ];
    for (const origin of foreign) expect([origin, await opens(origin)]).toEqual([origin, false]);
  });

  test("also where the public address is another one than the server's own", async () => {
    const secure = await startServer({ env: { APP_URL: "https://chat.example.test" } });
    await cast(secure);
    for (const [origin, may] of [
      ["https://chat.example.test", true],
      ["https://chat.example.test.evil.test", false],
      ["https://evil-chat.example.test", false],
      ["https://sub.chat.example.test", false],
      ["http://chat.example.test", false],
      ["https://chat.example.test:444", false],
      ["https://CHAT.example.test", false],
      ["null", false],
    ] as const)
      expect([origin, await opens(origin, secure)]).toEqual([origin, may]);
    await secure.stop();
  });
});

describe("a signature is given", () => {
  test("for what mallory may read now, and for nothing else", async () => {
    const { ada, grace, mallory } = people;
    const room = await ada.createRoom({ kind: "PRIVATE", name: "Ours", userIds: [grace.id] });
    const open = await ada.createRoom({ name: "Open, not joined" });
    const socket = await RawSocket.open(server, key);
    for (const name of [userChannel(mallory.id), EVERYONE_CHANNEL, roomChannel((await mallory.general()).id)])
      expect((await askGrant(mallory, socket.socketId, name)).status, name).toBe(200);
    const refused = [roomChannel(room.id), roomPresenceChannel(room.id), userChannel(ada.id), roomChannel(open.id)];
    for (const name of refused)
      expect([name, await refusal(askGrant(mallory, socket.socketId, name))]).toEqual([name, "403 forbidden"]);
    const nothing = await askGrant(mallory, socket.socketId, roomChannel(NOTHING));
    expect((await askGrant(mallory, socket.socketId, roomChannel(room.id))).body).toEqual(nothing.body);
    socket.close();
  });

  test("to her as herself, whatever identity she writes into her request", async () => {
    const { ada, mallory } = people;
    const name = roomPresenceChannel((await mallory.general()).id);
    const socket = await RawSocket.open(server, key);
    const forged = {
      user_id: ada.id,
      user_info: { username: "ada" },
      channel_data: JSON.stringify({ user_id: ada.id }),
    };
    const reply = await mallory.api.post("/api/realtime/auth", {
      socket_id: socket.socketId,
      channel_name: name,
      ...forged,
    });
    const { auth, channel_data } = reply.body as { auth: string; channel_data: string };
    const { user_id, user_info } = JSON.parse(channel_data);
    expect(user_id).toBe(mallory.id);
    expect(presenceInfoSchema.parse(user_info)).toMatchObject({ username: "mallory" });
    const asAda = JSON.stringify({ user_id: ada.id, user_info: { username: "ada" } });
    expect(await socket.subscribe(name, { auth, channel_data: asAda })).toBe(false);
    expect(await socket.subscribe(name, { auth, channel_data })).toBe(true);
    const signIn = await mallory.api.post("/api/realtime/user-auth", { socket_id: socket.socketId, ...forged });
    const granted = signIn.body as { auth: string; user_data: string };
    expect(JSON.parse(granted.user_data)).toMatchObject({ id: mallory.id });
    socket.send({ event: "pusher:signin", data: { auth: granted.auth, user_data: JSON.stringify({ id: ada.id }) } });
    await socket.next((frame) => frame.event === "pusher:error");
    expect(socket.frames.some((frame) => frame.event === "pusher:signin_success")).toBe(false);
    socket.close();
  });

  test("for one socket and one channel: not for another of either, nor for a socket of ada's", async () => {
    const { ada, mallory } = people;
    const general = roomChannel((await mallory.general()).id);
    const [one, two] = [await RawSocket.open(server, key), await RawSocket.open(server, key)];
    const signed = await grant(mallory, one.socketId, general);
    expect(await two.subscribe(general, signed)).toBe(false);
    expect(await one.subscribe(userChannel(mallory.id), signed)).toBe(false);
    expect(await one.subscribe(`${general}0`, signed)).toBe(false);
    expect(await one.subscribe(general, signed)).toBe(true);
    const hers = await rawLive(ada, server, general);
    expect(await refusal(askGrant(mallory, hers.socketId, general))).toBe("403 forbidden");
    expect(await refusal(mallory.api.post("/api/realtime/user-auth", { socket_id: hers.socketId }))).toBe(
      "403 forbidden",
    );
    for (const socket of [one, two, hers]) socket.close();
  });

  test("for no socket id and no channel name that could be read as something else", async () => {
    const { ada, mallory } = people;
    const general = roomChannel((await mallory.general()).id);
    const socket = await RawSocket.open(server, key);
    const id = socket.socketId;
    expect((await askGrant(mallory, id, general)).status).toBe(200);
    const ids = ["", "1", "1.", "a.b", "1.1:private-x", `${id}:${userChannel(ada.id)}`, `${id}\n`, ` ${id}`, "1.1.1"];
    ids.push("9".repeat(200), `${"9".repeat(100)}.${"9".repeat(100)}`, `${id}::user::x`, "１.１");
    for (const wrong of ids) expect([wrong, (await askGrant(mallory, wrong, general)).status]).toEqual([wrong, 422]);
    for (const wrong of ids)
      expect((await mallory.api.post("/api/realtime/user-auth", { socket_id: wrong })).status, wrong).toBe(422);
    const own = userChannel(mallory.id);
    const names = [
      `${own}:x`,
      `${own}:{"user_id":"${ada.id}"}`,
      own.toUpperCase(),
      `Private-user-${mallory.id}`,
      `${own}\n`,
    ];
    names.push(` ${own}`, `${own},${general}`, `${own}/../x`, `private-room-`, `private-user-`, "private-encrypted-x");
    names.push(
      "presence-everyone",
      "private-cache-x",
      `#server-to-user-${ada.id}`,
      "public",
      `private-room-${NOTHING}\u0000`,
      `::user::x`,
    );
    for (const wrong of names)
      expect([wrong, await refusal(askGrant(mallory, id, wrong))]).toEqual([wrong, "400 bad_request"]);
    expect((await askGrant(mallory, id, "")).status).toBe(422);
    expect((await askGrant(mallory, id, "x".repeat(165))).status).toBe(422);
    const many = await mallory.api.post("/api/realtime/auth", {
      socket_id: id,
      channels: [...names, "__proto__", "constructor", own],
    });
    const { channels } = many.body as { channels: Record<string, { auth?: string }> };
    expect(Object.keys(channels).filter((name) => channels[name]?.auth)).toEqual([own]);
    socket.close();
  });

  test("to nobody who is not signed in, and never with the secret in it", async () => {
    const socket = await RawSocket.open(server, key);
    for (const place of ["/api/realtime/auth", "/api/realtime/user-auth", "/api/realtime"]) {
      const body = { socket_id: socket.socketId, channel_name: EVERYONE_CHANNEL };
      const reply = place === "/api/realtime" ? client(server.url).get(place) : client(server.url).post(place, body);
      expect(await refusal(reply)).toBe("401 unauthorized");
    }
    expect(await socket.subscribe(EVERYONE_CHANNEL, { auth: `${key}:${"0".repeat(64)}` })).toBe(false);
    socket.close();
  });
});

describe("what is said in private", () => {
  test("is on no channel that an anonymous socket can hear, by any spelling of the names that ada hears on", async () => {
    const { ada, grace } = people;
    const room = await ada.createRoom({ kind: "PRIVATE", name: "Whispers", userIds: [grace.id] });
    const names = [roomChannel(room.id), roomPresenceChannel(room.id), userChannel(ada.id), EVERYONE_CHANNEL];
    const hers = await rawLive(ada, server, ...names);
    const outside = await RawSocket.open(server, key);
    const bare = names.flatMap((name) => {
      const word = name.replace(/^(private|presence)-/, "");
      return [word, `cache-${word}`, word.split("-").at(-1) ?? "", name.toUpperCase(), `public-${word}`];
    });
    for (const name of new Set(bare)) expect([name, await outside.subscribe(name)]).toEqual([name, false]);
    for (const name of names) expect([name, await outside.subscribe(name)]).toEqual([name, false]);
    await ada.send(room, "a whisper");
    await hers.next((frame) => String(frame.data).includes("a whisper"));
    await outside.settled();
    const own = /^(pusher:|pusher_internal:subscription_)/;
    expect(outside.frames.filter((frame) => !own.test(frame.event))).toEqual([]);
    for (const socket of [hers, outside]) socket.close();
  });

  test("cannot be imitated: a socket sends no event but typing's kind, and not under another name", async () => {
    const { ada, grace, mallory } = people;
    const general = await ada.general();
    const presence = roomPresenceChannel(general.id);
    const hears = await rawLive(grace, server, roomChannel(general.id), presence, EVERYONE_CHANNEL);
    const sends = await rawLive(mallory, server, roomChannel(general.id), presence, EVERYONE_CHANNEL);
    const fake = { roomId: general.id, rev: 999, message: { body: "forged words", author: { id: ada.id } } };
    for (const event of [
      "message.changed",
      "room.deleted",
      "pusher:message.changed",
      "pusher_internal:member_removed",
      "pusher_internal:subscription_succeeded",
    ])
      for (const channel of [roomChannel(general.id), presence, EVERYONE_CHANNEL])
        sends.send({ event, channel, data: fake, user_id: ada.id });
    sends.send({
      event: "client-typing",
      channel: presence,
      data: { user_id: ada.id, userId: ada.id },
      user_id: ada.id,
    });
    const typing = await hears.next((frame) => frame.event === "client-typing");
    expect(typing.user_id).toBe(mallory.id);
    await ada.send(general, "the real thing");
    await hears.next((frame) => String(frame.data).includes("the real thing"));
    expect(hears.frames.some((frame) => String(frame.data).includes("forged words"))).toBe(false);
    expect(hears.frames.filter((frame) => frame.event === "message.changed")).toHaveLength(1);
    expect((await ada.fullHistory(general)).some((message) => message.body.includes("forged"))).toBe(false);
    for (const socket of [hears, sends]) socket.close();
  });

  test("nobody shouts at everybody: a client event goes to people in one room and nowhere else", async () => {
    const { ada, grace, mallory } = people;
    const room = await ada.createRoom({ kind: "PRIVATE", name: "Quiet", userIds: [grace.id, mallory.id] });
    const channels = [EVERYONE_CHANNEL, roomChannel(room.id), userChannel(mallory.id)];
    const hears = await rawLive(grace, server, EVERYONE_CHANNEL, roomChannel(room.id), roomPresenceChannel(room.id));
    const sends = await rawLive(mallory, server, ...channels, roomPresenceChannel(room.id));
    for (const channel of channels) {
      sends.send({ event: "client-shout", channel, data: { words: "forged" } });
      await sends.next((frame) => frame.event === "pusher:error" && JSON.stringify(frame.data).includes("4301"));
      sends.frames.length = 0;
    }
    sends.send({ event: "client-typing", channel: roomPresenceChannel(room.id), data: {} });
    await hears.next((frame) => frame.event === "client-typing");
    expect(hears.frames.some((frame) => frame.event === "client-shout")).toBe(false);
    for (const socket of [hears, sends]) socket.close();
  });

  test("goes on for others while mallory types more than anybody can", async () => {
    const { ada, grace, mallory } = people;
    const presence = roomPresenceChannel((await ada.general()).id);
    const hears = await rawLive(grace, server, presence);
    const sends = await rawLive(mallory, server, presence);
    for (let i = 0; i < 200; i++) sends.send({ event: "client-typing", channel: presence, data: { i } });
    sends.send({ event: "client-typing", channel: presence, data: "x".repeat(20_000) });
    await sends.next((frame) => frame.event === "pusher:error" && JSON.stringify(frame.data).includes("4301"));
    await sends.settled();
    await hears.settled();
    const heard = hears.frames.filter((frame) => frame.event === "client-typing");
    expect(heard.length).toBeGreaterThan(0);
    expect(heard.length).toBeLessThanOrEqual(20);
    for (const socket of [hears, sends]) socket.close();
  });
});

describe("presence", () => {
  test("names ada once however many tabs she has, and lets her go with the last one only", async () => {
    const { ada, grace } = people;
    const room = await ada.createRoom({ kind: "PRIVATE", name: "Here", userIds: [grace.id] });
    const name = roomPresenceChannel(room.id);
    const watches = await rawLive(grace, server, name);
    const [first, second] = [await rawLive(ada, server, name), await rawLive(ada, server, name)];
    expect(await first.subscribe(name, await grant(ada, first.socketId, name)), "the same socket twice").toBe(true);
    const added = () => watches.frames.filter((frame) => frame.event === "pusher_internal:member_added");
    const removed = () => watches.frames.filter((frame) => frame.event === "pusher_internal:member_removed");
    await watches.settled();
    expect(added()).toHaveLength(1);
    first.close();
    // Another connection is opened and closed in between, so that the server has certainly noticed the end of the first
    // one.
    const third = await rawLive(ada, server, name);
    third.close();
    await watches.settled();
    expect(removed()).toHaveLength(0);
    second.close();
    await watches.next((frame) => frame.event === "pusher_internal:member_removed");
    expect(JSON.parse(String(removed()[0]?.data))).toEqual({ user_id: ada.id });
    watches.close();
  });
});
