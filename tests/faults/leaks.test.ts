import { createHmac } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { WebSocket } from "ws";
import { EVERYONE_CHANNEL, roomChannel, roomPresenceChannel } from "@/lib/realtime/channels.ts";
import { cast } from "../support/cast.ts";
import { askGrant, liveKey } from "../support/raw-socket.ts";
import { startServer } from "../support/server.ts";
import { reportsResources, resourcesOf } from "../support/server-resources.ts";
import { until } from "../support/until.ts";

const CYCLES = 10_000;
const WARM_UP = 2_000;
const AT_ONCE = 40;
/** The app signs for one connection in twenty. For the others the test signs itself, to save time. */
const ASKED = 20;
const GROWTH_MAX = 1.1;

// docs/reliability.md O1.
test("ten thousand who connect, subscribe and leave in every way leave nothing behind", async () => {
  const server = await startServer({ env: reportsResources() });
  const { ada, grace } = await cast(server);
  const room = await ada.createRoom({ kind: "PRIVATE", userIds: [grace.id] });
  const key = await liveKey(ada);
  const { pusherSecret } = JSON.parse(readFileSync(path.join(server.dataDir, "secrets.json"), "utf8"));
  const sign = (text: string) => `${key}:${createHmac("sha256", pusherSecret).update(text).digest("hex")}`;

  async function cycle(n: number): Promise<void> {
    const socket = new WebSocket(`ws://127.0.0.1:${server.port}/app/${key}?protocol=7&client=raw&version=1`);
    const closed = new Promise<void>((resolve) => socket.once("close", () => resolve()));
    const waiting = new Set([roomChannel(room.id), roomPresenceChannel(room.id), EVERYONE_CHANNEL]);
    const send = (event: string, data: object) => socket.send(JSON.stringify({ event, data }));
    const leave = () => {
      if (n % 3 === 0) for (const channel of [roomChannel(room.id)]) send("pusher:unsubscribe", { channel });
      if (n % 2) socket.close();
      else socket.terminate();
    };
    socket.on("message", async (text) => {
      const frame = JSON.parse(String(text)) as { event: string; channel?: string; data: string };
      if (frame.event === "pusher:connection_established") {
        const id = (JSON.parse(frame.data) as { socket_id: string }).socket_id;
        const user_data = JSON.stringify({ id: `user${n % 50}` });
        if (n % ASKED === 0) await askGrant(ada, id, EVERYONE_CHANNEL);
        else send("pusher:signin", { auth: sign(`${id}::user::${user_data}`), user_data });
        const channel_data = JSON.stringify({ user_id: n % ASKED === 0 ? ada.id : `user${n % 50}` });
        for (const channel of waiting) {
          const isPresence = channel.startsWith("presence-");
          const auth = sign(`${id}:${channel}${isPresence ? `:${channel_data}` : ""}`);
          send("pusher:subscribe", { channel, auth, ...(isPresence && { channel_data }) });
        }
      } else if (frame.event === "pusher_internal:subscription_succeeded") {
        waiting.delete(frame.channel ?? "");
        if (waiting.size === 0) leave();
      }
    });
    await closed;
    // The premise: the connection was fully established.
    expect(waiting.size).toBe(0);
  }
  async function cycles(count: number): Promise<void> {
    let next = 0;
    const one = async () => {
      while (next < count) await cycle(next++);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, one));
  }
  const look = async () => {
    const files = readdirSync(`/proc/${server.pid}/fd`).length;
    return { ...(await resourcesOf(server)), files };
  };

  await cycles(WARM_UP);
  const before = await look();
  await cycles(CYCLES);
  let after = await look();
  // The server may notice a connection that was just cut a moment later.
  await until(async () => (await look().then((now) => (after = now))).live.sockets === 0, { timeoutMs: 20_000 });
  expect(after.live).toEqual({ sockets: 0, channels: 0, online: 0, sessions: 0 });
  expect(after.busy.Timeout ?? 0).toBeLessThanOrEqual(before.busy.Timeout ?? 0);
  expect(after.files).toBeLessThanOrEqual(before.files + 5);
  expect(after.heap / before.heap).toBeLessThan(GROWTH_MAX);
  expect(after.rss / before.rss).toBeLessThan(GROWTH_MAX);
  await server.stop();
});
