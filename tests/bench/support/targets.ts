import { fork } from "node:child_process";
import path from "node:path";
import Pusher from "pusher";
import { WebSocket } from "ws";
import { roomChannel } from "@/lib/realtime/channels.ts";
import { startSoketi } from "@/scripts/steps/soketi.mjs";
import { freePort, startServer } from "@/tests/support/server.ts";
import { httpRequest } from "./http.ts";
import { BARE, BARE_DURABLE, BARE_GROUPED, NOTHING, PARLEY, SOKETI } from "./row-names.ts";
import { sampleFrame, samplePayload } from "./sample-event.ts";
import { type Seeded, seed } from "./seed.ts";
import { type StartTarget, subscribe, type Target } from "./target.ts";
import { temporaryFolder } from "./temporary-folder.ts";

export const MANY_SOCKETS = { LIMIT_SOCKETS_PER_ADDRESS: "20000", LIMIT_SOCKETS_PER_USER: "20000" };
const CHANNEL = roomChannel("bench000000000000000");
const BARE_SERVER = path.resolve("tests/bench/support/bare-server.ts");

/** The production server with `people` people in one room, and with limits that are never reached. */
export function startParley(people: number): StartTarget {
  return async () => {
    const seeded = await seed(people, { count: 1, people, messages: 1000 });
    return parleyOn(seeded);
  };
}

async function parleyOn({ dataDir, users, roomIds }: Seeded): Promise<Target> {
  const inspectPort = await freePort();
  const env = { ...MANY_SOCKETS, NODE_OPTIONS: `--inspect-port=127.0.0.1:${inspectPort}` };
  const server = await startServer({ dataDir, env });
  const user = (i: number) => users[i % users.length] as Seeded["users"][number];
  const headers = (i: number) => ({ authorization: `Bearer ${user(i).token}` });
  const live = await httpRequest("GET", `${server.url}/api/realtime`, { headers: headers(0) });
  const { key } = JSON.parse(live.body) as { key: string };
  const channel = roomChannel(roomIds[0] as string);
  const messages = `${server.url}/api/chat/rooms/${roomIds[0]}/messages`;
  return {
    name: PARLEY,
    url: server.url,
    pid: server.pid,
    inspectPort,
    givesPlaces: true,
    async connect(reader) {
      const socket = pusherSocket(server.port, key);
      await subscribe(socket, channel, async (socket_id) => {
        const body = JSON.stringify({ socket_id, channel_name: channel });
        const grant = await httpRequest("POST", `${server.url}/api/realtime/auth`, { headers: headers(reader), body });
        return JSON.parse(grant.body) as { auth: string };
      });
      return socket;
    },
    send: (sender, text) => {
      const body = JSON.stringify({ clientId: crypto.randomUUID(), body: text });
      return httpRequest("POST", messages, { headers: headers(sender), body });
    },
    stop: () => server.stop(),
  };
}

/**
 * Sends POST requests that do nothing to the same server: their address is unknown and is answered by the last of our
 * own route handlers (docs/decisions/011). It has no readers.
 */
export const startNothing: StartTarget = async () => {
  const parley = await startParley(1)();
  const url = `${parley.url}/api/nothing`;
  return {
    ...parley,
    name: NOTHING,
    connect: () => Promise.reject(new Error("It sends nothing to anybody.")),
    send: (_sender, text) => httpRequest("POST", url, { body: JSON.stringify({ body: text }), status: 404 }),
  };
};

/** What a bare server does with a message before it answers. */
const BARE_NAMES = { nothing: BARE, insert: BARE_DURABLE, "group commit": BARE_GROUPED };

/**
 * A bare `ws` process. It may insert each message into SQLite in WAL mode with synchronous=FULL, one by one, or together
 * with all that came in the same turn of the event loop.
 */
export function startBare(keeping: keyof typeof BARE_NAMES = "nothing"): StartTarget {
  return async () => {
    const inspectPort = await freePort();
    const file = path.join(temporaryFolder(), "bare.db");
    const child = fork(BARE_SERVER, keeping === "nothing" ? [] : [file, keeping], {
      execArgv: ["--import", "tsx", `--inspect-port=127.0.0.1:${inspectPort}`],
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    const port = await new Promise<number>((resolve, reject) =>
      child
        .once("message", (value) => resolve(Number(value)))
        .once("exit", () => reject(new Error("The bare server ended at once."))),
    );
    return {
      name: BARE_NAMES[keeping],
      url: `http://127.0.0.1:${port}/`,
      pid: child.pid as number,
      inspectPort,
      givesPlaces: false,
      connect: async () => {
        const socket = new WebSocket(`ws://127.0.0.1:${port}`, { perMessageDeflate: false });
        await new Promise((resolve, reject) => socket.once("open", resolve).once("error", reject));
        return socket;
      },
      send: (_sender, text) => httpRequest("POST", `http://127.0.0.1:${port}/`, { body: sampleFrame(CHANNEL, text) }),
      stop: async () => child.kill(),
    };
  };
}

/** A real Soketi that receives messages through its HTTP API. */
export const startSoketiTarget: StartTarget = async () => {
  const inspectPort = await freePort();
  const options = process.env.NODE_OPTIONS;
  process.env.NODE_OPTIONS = `--inspect-port=127.0.0.1:${inspectPort}`;
  const soketi = await startSoketi().finally(() => {
    if (options === undefined) delete process.env.NODE_OPTIONS;
    else process.env.NODE_OPTIONS = options;
  });
  const { PUSHER_PORT: port, PUSHER_APP_ID: appId, PUSHER_KEY: key, PUSHER_SECRET: secret } = soketi.settings;
  const pusher = new Pusher({ appId, key, secret, host: "127.0.0.1", port });
  const events = `/apps/${appId}/events`;
  return {
    name: SOKETI,
    url: `http://127.0.0.1:${port}`,
    pid: soketi.pid as number,
    inspectPort,
    givesPlaces: false,
    async connect() {
      const socket = pusherSocket(Number(port), key);
      await subscribe(socket, CHANNEL, async (socketId) => pusher.authorizeChannel(socketId, CHANNEL));
      return socket;
    },
    send: (_sender, text) => {
      const body = JSON.stringify({ name: "message.changed", channels: [CHANNEL], data: samplePayload(text) });
      const query = pusher.createSignedQueryString({ method: "POST", path: events, body });
      return httpRequest("POST", `http://127.0.0.1:${port}${events}?${query}`, { body });
    },
    stop: async () => soketi.stop(),
  };
};

export function pusherSocket(port: number, key: string): WebSocket {
  const url = `ws://127.0.0.1:${port}/app/${key}?protocol=7&client=bench&version=1`;
  return new WebSocket(url, { perMessageDeflate: false });
}
