import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished } from "vitest";
import { WebSocket } from "ws";
import {
  createEmbeddedServer,
  type EmbeddedOptions,
  type EmbeddedServer,
} from "../../../lib/realtime/embedded/server.ts";

export const APP = { appId: "7", key: "parley-key", secret: "parley-canary-secret" };
const WAIT_MS = 4_000;

export type Running = { port: number; embedded: EmbeddedServer; restart: () => Promise<void> };

/** Starts an HTTP server on a free port with the embedded server in it, and stops it when the test ends. */
export async function startServer(options: Partial<EmbeddedOptions> = {}): Promise<Running> {
  const running = { port: 0, embedded: createEmbeddedServer({ ...APP, ...options }), restart };
  const http = createServer((req, res) => {
    if (!running.embedded.handleRequest(req, res)) res.writeHead(418).end();
  });
  http.on("upgrade", (req, socket, head) => {
    if (!running.embedded.handleUpgrade(req, socket, head)) socket.destroy();
  });
  await new Promise<void>((resolve) => http.listen(0, "127.0.0.1", resolve));
  running.port = (http.address() as AddressInfo).port;
  onTestFinished(async () => {
    await running.embedded.close(0);
    http.closeAllConnections();
    http.close();
  });
  async function restart(): Promise<void> {
    const old = running.embedded;
    running.embedded = createEmbeddedServer({ ...APP, ...options });
    await old.close();
  }
  return running;
}

// biome-ignore lint/suspicious/noExplicitAny: tests read whatever the server sent
export type Message = { event: string; channel?: string; data?: any; user_id?: string };
type Matcher = string | ((message: Message) => boolean);

export function sign(text: string, secret = APP.secret): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}

export type ClientOptions = { path?: string; headers?: Record<string, string>; answersPings?: boolean };

/** A raw socket that keeps received messages until a test asks for them. */
export class Client {
  readonly inbox: Message[] = [];
  readonly closed: Promise<{ code: number; reason: string }>;
  socketId = "";
  private waiting: { matches: (message: Message) => boolean; resolve: (message: Message) => void }[] = [];

  constructor(
    readonly socket: WebSocket,
    answersPings: boolean,
  ) {
    this.closed = new Promise((resolve) => {
      socket.on("close", (code, reason) => resolve({ code, reason: reason.toString() }));
    });
    socket.on("error", () => {});
    socket.on("message", (raw) => {
      const message = JSON.parse(raw.toString()) as Message;
      if (message.event === "pusher:ping" && answersPings) this.send("pusher:pong", {});
      const index = this.waiting.findIndex(({ matches }) => matches(message));
      if (index < 0) this.inbox.push(message);
      else this.waiting.splice(index, 1)[0]?.resolve(message);
    });
  }

  /** The first message, received or yet to come, that matches. It is taken out of the inbox. */
  next(matcher: Matcher): Promise<Message> {
    const matches = typeof matcher === "string" ? ({ event }: Message) => event === matcher : matcher;
    const index = this.inbox.findIndex(matches);
    if (index >= 0) return Promise.resolve(this.inbox.splice(index, 1)[0] as Message);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(
        () => reject(new Error(`Not received: ${matcher}; had ${JSON.stringify(this.inbox)}`)),
        WAIT_MS,
      );
      this.waiting.push({
        matches,
        resolve: (message) => {
          clearTimeout(timer);
          resolve(message);
        },
      });
    });
  }

  send(event: string, data?: unknown, channel?: string): void {
    this.socket.send(JSON.stringify({ event, data, channel }));
  }

  /** Resolves when the server has handled everything that was sent so far and its answers have arrived. */
  async settled(): Promise<Message[]> {
    this.send("pusher:ping", {});
    await this.next("pusher:pong");
    return this.inbox;
  }

  authFor(channel: string, channelData?: string): string {
    const text =
      channelData === undefined ? `${this.socketId}:${channel}` : `${this.socketId}:${channel}:${channelData}`;
    return `${APP.key}:${sign(text)}`;
  }

  /** Subscribes with a valid signature and returns the parsed data of the confirmation. */
  // biome-ignore lint/suspicious/noExplicitAny: the data of a confirmation differs by channel
  async subscribe(channel: string, user?: { user_id: string | number; user_info?: unknown }): Promise<any> {
    const channelData = user && JSON.stringify(user);
    this.send("pusher:subscribe", { channel, auth: this.authFor(channel, channelData), channel_data: channelData });
    const confirmed = await this.next(
      (message) => message.channel === channel && message.event.endsWith("subscription_succeeded"),
    );
    return JSON.parse(confirmed.data);
  }

  async signIn(user: Record<string, unknown>): Promise<Message> {
    const userData = JSON.stringify(user);
    this.send("pusher:signin", {
      auth: `${APP.key}:${sign(`${this.socketId}::user::${userData}`)}`,
      user_data: userData,
    });
    return this.next("pusher:signin_success");
  }
}

export const APP_PATH = `/app/${APP.key}?protocol=7&client=test&version=1.0.0`;

/** Opens a raw socket without waiting for the server's greeting. */
export function dial(port: number, options: ClientOptions = {}): Client {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${options.path ?? APP_PATH}`, { headers: options.headers });
  return new Client(socket, options.answersPings ?? true);
}

/** Opens a raw socket and waits until the server has given it a socket id. */
export async function connect({ port }: { port: number }, options: ClientOptions = {}): Promise<Client> {
  const client = dial(port, options);
  client.socketId = JSON.parse((await client.next("pusher:connection_established")).data).socket_id;
  return client;
}

/** Subscribes another socket to a public channel, which proves later that others are still served. */
export async function connectBystander(running: Running): Promise<() => Promise<void>> {
  const bystander = await connect(running);
  await bystander.subscribe("bystanders");
  let round = 0;
  return async () => {
    round += 1;
    running.embedded.hub.publish("bystanders", "still-served", JSON.stringify(round));
    await bystander.next(({ event, data }) => event === "still-served" && data === String(round));
  };
}

/** Subscribes in a way that must be refused with this status, and checks that the socket stays open. */
export async function expectRefused(client: Client, data: Record<string, unknown>, status: number): Promise<void> {
  client.send("pusher:subscribe", data);
  expect((await client.next("pusher:error")).data.message).toEqual(expect.any(String));
  const refusal = await client.next("pusher:subscription_error");
  expect(refusal).toMatchObject({
    channel: data.channel,
    data: { type: expect.any(String), error: expect.any(String), status },
  });
  await client.settled();
}
