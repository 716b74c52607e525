// docs/reliability.md L2, L3.
import { connect as connectTcp } from "node:net";
import { describe, expect, test } from "vitest";
import { APP, APP_PATH, type Client, connect, connectBystander, sign, startServer } from "./embedded-support.ts";

/** The generator is seeded, so that a failure can be repeated (mulberry32). */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Valid messages from which mutations are made. Some are signed, so that mutations get past the signature. */
function rightMessages(client: Client): string[] {
  const member = JSON.stringify({ user_id: "mallory", user_info: {} });
  const user = JSON.stringify({ id: "mallory" });
  const subscribe = (channel: string, extra = {}) => ({
    event: "pusher:subscribe",
    data: { channel, auth: client.authFor(channel), ...extra },
  });
  return [
    subscribe("room"),
    subscribe("private-room"),
    subscribe("presence-room", { channel_data: member, auth: client.authFor("presence-room", member) }),
    { event: "pusher:unsubscribe", data: { channel: "room" } },
    { event: "client-typing", channel: "private-room", data: { on: true } },
    {
      event: "pusher:signin",
      data: { auth: `${APP.key}:${sign(`${client.socketId}::user::${user}`)}`, user_data: user },
    },
    { event: "pusher:ping", data: {} },
  ].map((message) => JSON.stringify(message));
}

const STRANGE = [
  "null",
  "[]",
  "{}",
  "-1e999",
  "true",
  '"\\ud800"',
  '{"__proto__":{"x":1}}',
  "[".repeat(500),
  '""',
  '"constructor"',
];

function mutate(text: string, random: () => number): Buffer {
  const pick = (count: number) => Math.floor(random() * count);
  const bytes = Buffer.from(text);
  switch (pick(5)) {
    case 0:
      bytes[pick(bytes.length)] = pick(256);
      return bytes;
    case 1:
      return bytes.subarray(0, pick(bytes.length));
    case 2:
      return Buffer.from(
        text.replace(
          /"(event|channel|data|auth|channel_data|user_data)":/,
          `"${["__proto__", "toString", "x"][pick(3)]}":`,
        ),
      );
    case 3: {
      const fields = [...text.matchAll(/:("(?:[^"\\]|\\.)*"|\{\})/g)];
      const field = fields[pick(fields.length)];
      return Buffer.from(field ? text.replace(field[0], `:${STRANGE[pick(STRANGE.length)]}`) : text);
    }
    default:
      return Buffer.from(STRANGE[pick(STRANGE.length)] ?? "");
  }
}

describe("whatever a client sends, the process lives and others are served:", () => {
  test.each([
    "",
    "{",
    "null",
    "7",
    '"pusher:subscribe"',
    "[]",
    "{}",
    '{"event":null}',
    '{"event":{"length":3}}',
    '{"event":"pusher:subscribe"}',
    '{"event":"pusher:subscribe","data":null}',
    '{"event":"pusher:subscribe","data":[]}',
    '{"event":"pusher:subscribe","data":"null"}',
    '{"event":"pusher:subscribe","data":{"channel":{"__proto__":null}}}',
    '{"event":"pusher:unsubscribe"}',
    '{"event":"pusher:unsubscribe","data":{"channel":null}}',
    '{"event":"pusher:signin"}',
    '{"event":"pusher:signin","data":{"auth":{},"user_data":{}}}',
    '{"event":"client-x"}',
    '{"event":"client-x","channel":{}}',
    '{"event":"toString","data":{}}',
    '{"event":"__proto__","data":{}}',
    '{"event":"pusher:unknown","data":{}}',
    '{"__proto__":{"event":"pusher:ping"}}',
    "[".repeat(60_000),
  ])("%.60s", async (text) => {
    const running = await startServer();
    const served = await connectBystander(running);
    const mallory = await connect(running);
    mallory.socket.send(text);
    expect((await mallory.next("pusher:error")).data.message).toEqual(expect.any(String));
    await mallory.settled();
    await served();
  });

  test("data nested thirty thousand deep, where it is written out again", async () => {
    const running = await startServer();
    const served = await connectBystander(running);
    const mallory = await connect(running);
    await mallory.subscribe("private-room");
    const deep = `${"[".repeat(30_000)}${"]".repeat(30_000)}`;
    mallory.socket.send(`{"event":"client-typing","channel":"private-room","data":${deep}}`);
    const memberData = `{"user_id":"mallory","user_info":${"[".repeat(20_000)}${"]".repeat(20_000)}}`;
    const auth = mallory.authFor("presence-room", memberData);
    mallory.send("pusher:subscribe", { channel: "presence-room", channel_data: memberData, auth });
    await mallory.next("pusher:error");
    await mallory.next("pusher:error");
    await served();
    expect(running.embedded.hub.channels()).toEqual(["bystanders", "private-room"]);
  });

  test("a binary frame", async () => {
    const running = await startServer();
    const mallory = await connect(running);
    mallory.socket.send(Buffer.from('{"event":"pusher:ping"}'), { binary: true });
    await mallory.next("pusher:error");
    expect(await mallory.settled()).toEqual([]);
  });

  test("ten thousand mutated frames", async () => {
    const running = await startServer({ limits: { framesPerMinute: Number.POSITIVE_INFINITY } });
    const served = await connectBystander(running);
    const random = seededRandom(20_240_607);
    let mallory = await connect(running);
    let sockets = 1;
    for (let sent = 0; sent < 10_000; sent += 1) {
      const messages = rightMessages(mallory);
      mallory.socket.send(mutate(messages[Math.floor(random() * messages.length)] ?? "", random), { binary: false });
      if (sent % 100 < 99) continue;
      mallory.send("pusher:ping", {});
      const gone = await Promise.race([mallory.next("pusher:pong").then(() => false), mallory.closed.then(() => true)]);
      if (gone) {
        mallory = await connect(running);
        sockets += 1;
      }
      mallory.inbox.length = 0;
      if (sent % 1_000 === 999) await served();
    }
    expect(sockets).toBeGreaterThan(1);
    await served();
  }, 20_000);

  test.each([
    ["65 KiB", 65 * 1_024, 1009],
    ["4 MiB", 4 * 1_048_576, 1009],
  ])("a frame of %s, which closes its socket", async (_, bytes, code) => {
    const running = await startServer();
    const served = await connectBystander(running);
    const mallory = await connect(running);
    mallory.socket.send(JSON.stringify({ event: "pusher:ping", data: "x".repeat(60_000) }));
    await mallory.next("pusher:pong");
    mallory.socket.send("x".repeat(bytes));
    expect((await mallory.closed).code).toBe(code);
    await served();
  });

  test("bytes that are no WebSocket at all, before and after the handshake", async () => {
    const running = await startServer();
    const served = await connectBystander(running);
    const upgrade = `GET ${APP_PATH} HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`;
    const unmasked = Buffer.from([0x81, 0x01, 0x78]);
    for (const bytes of [
      upgrade.replace("AAAAAAAAAAAAAAAAAAAAAA==", "short"),
      Buffer.concat([Buffer.from(upgrade), unmasked]),
    ]) {
      const socket = connectTcp(running.port, "127.0.0.1");
      const ended = new Promise((resolve) => socket.once("close", resolve));
      socket.resume().write(bytes);
      await ended;
    }
    await served();
    await expect.poll(() => running.embedded.hub.stats().sockets).toBe(1);
  });
});
