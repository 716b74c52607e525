import { WebSocket } from "ws";
import type { Person } from "./cast.ts";
import { expectSuccess } from "./client.ts";
import { until } from "./until.ts";

export type Frame = { event: string; channel?: string; data?: unknown; user_id?: string };

/** A live connection without a client library, for sending what an attacker's program could send. */
export class RawSocket {
  readonly frames: Frame[] = [];
  socketId = "";
  closedWith: number | null = null;

  private constructor(readonly socket: WebSocket) {
    socket.on("message", (data) => this.frames.push(JSON.parse(String(data))));
    socket.on("close", (code) => {
      this.closedWith = code;
    });
    socket.on("error", () => undefined);
  }

  /** Connects with the public key, which everybody who is signed in knows. */
  static async open(server: { port: number }, key: string, origin?: string): Promise<RawSocket> {
    const url = `ws://127.0.0.1:${server.port}/app/${key}?protocol=7&client=raw&version=1`;
    const raw = new RawSocket(new WebSocket(url, { origin }));
    const greeting = await raw.next((frame) => frame.event === "pusher:connection_established");
    raw.socketId = (JSON.parse(String(greeting.data)) as { socket_id: string }).socket_id;
    return raw;
  }

  send(frame: object): void {
    this.socket.send(JSON.stringify(frame));
  }

  /** The first frame, past or future, that matches. */
  async next(match: (frame: Frame) => boolean, what = "a frame arrives"): Promise<Frame> {
    await until(() => this.frames.some(match), { what });
    return this.frames.find(match) as Frame;
  }

  /**
   * Tries to subscribe and returns whether the server has confirmed it. The first frame after this call is the answer.
   */
  async subscribe(channel: string, grant: object = {}): Promise<boolean> {
    const seen = this.frames.length;
    this.send({ event: "pusher:subscribe", data: { channel, ...grant } });
    const isAnswer = (frame: Frame) => frame.channel === channel && /subscription_(succeeded|error)$/.test(frame.event);
    await until(() => this.frames.slice(seen).some(isAnswer), { what: `an answer about ${channel} arrives` });
    return this.frames.slice(seen).find(isAnswer)?.event === "pusher_internal:subscription_succeeded";
  }

  /** Resolves when the server has handled everything that was sent so far; it answers in order. */
  async settled(): Promise<void> {
    const pongs = () => this.frames.filter((frame) => frame.event === "pusher:pong").length;
    const before = pongs();
    this.send({ event: "pusher:ping", data: {} });
    await until(() => pongs() > before, { what: "the server answers a ping" });
  }

  async closed(timeoutMs?: number): Promise<number> {
    await until(() => this.closedWith !== null, { timeoutMs, what: "the server closes the socket" });
    return this.closedWith ?? 0;
  }

  close(): void {
    this.socket.terminate();
  }
}

/** The key with which clients connect. */
export async function liveKey(person: Person): Promise<string> {
  return ((await expectSuccess(person.api.get("/api/realtime"))).body as { key: string }).key;
}

/** The reply of the auth endpoint: a signature for one channel on one socket, or a refusal. */
export const askGrant = (person: Person, socketId: string, channel: string) =>
  person.api.post("/api/realtime/auth", { socket_id: socketId, channel_name: channel });

/** The signature for one channel on one socket. Throws when it is refused. */
export async function grant(person: Person, socketId: string, channel: string): Promise<{ auth: string }> {
  return (await expectSuccess(askGrant(person, socketId, channel))).body as { auth: string };
}

/** A socket of that person, subscribed to the channels. */
export async function rawLive(person: Person, server: { port: number }, ...channels: string[]): Promise<RawSocket> {
  const raw = await RawSocket.open(server, await liveKey(person));
  for (const channel of channels)
    if (!(await raw.subscribe(channel, await grant(person, raw.socketId, channel))))
      throw new Error(`${person.username} could not subscribe to ${channel}`);
  return raw;
}
