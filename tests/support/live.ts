import Pusher, { type Channel } from "pusher-js";
import { addRetryJitter } from "@/lib/realtime/browser/reconnect-jitter.ts";
import { roomChannel, userChannel } from "@/lib/realtime/channels.ts";
import { realtimeReplySchema } from "@/lib/realtime/events.ts";
import type { Person } from "./cast.ts";
import { expectSuccess } from "./client.ts";
import { until } from "./until.ts";

/** The time is long, because hundreds of clients may connect at once to a machine with two cores. */
const SIGN_IN_MS = 30_000;

export type LiveEvent = { channel: string; event: string; data: unknown };

export type LiveOptions = {
  /** The host and port to connect to instead, such as those of a proxy. */
  host?: string;
  port?: number;
};

export type Live = {
  pusher: Pusher;
  /** The events of the channels that were subscribed to through this object, oldest first. */
  events: LiveEvent[];
  /** Subscribes, and resolves when the server has confirmed it. Rejects when the server refuses. */
  subscribe(channel: string): Promise<Channel>;
  /** Subscribes to a room's channel. */
  room(room: { id: string }): Promise<Channel>;
  /** Subscribes to this person's own channel. */
  own(): Promise<Channel>;
  /** The first event, past or future, that matches. Rejects after `timeoutMs` (default 5,000). */
  next(match: (event: LiveEvent) => boolean, timeoutMs?: number): Promise<LiveEvent>;
  /** Connects again after the server has closed the connection with 4009, as our own client does. */
  comeBack(): Promise<void>;
  close(): void;
};

/** A real pusher-js connection of `person`, authorised by their bearer token and signed in as our own client is. */
export async function live(person: Person, options: LiveOptions = {}): Promise<Live> {
  const reply = await expectSuccess(person.api.get("/api/realtime"));
  const info = realtimeReplySchema.parse(reply.body);
  const ask = async (endpoint: string, form: Record<string, string>) => {
    const body = new URLSearchParams(form).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    return (await expectSuccess(person.api.post(endpoint, body, { headers }))).body as never;
  };
  const port = options.port ?? info.port;
  const pusher = new Pusher(info.key, {
    cluster: "",
    wsHost: options.host ?? info.host,
    wsPort: port,
    wssPort: port,
    forceTLS: info.tls,
    enabledTransports: [info.tls ? "wss" : "ws"],
    disableStats: true,
    channelAuthorization: {
      transport: "ajax",
      endpoint: info.authEndpoint,
      customHandler: ({ socketId, channelName }, callback) => {
        // The connection signs in first, as our own client does, because the server can close a socket of a person only
        // when it knows whose it is.
        const signedIn = until(() => Boolean(pusher.user.user_data), {
          timeoutMs: SIGN_IN_MS,
          what: "the socket signs in",
        });
        signedIn
          .then(() => ask(info.authEndpoint, { socket_id: socketId, channel_name: channelName }))
          .then(
            (grant) => callback(null, grant),
            (error) => callback(error, null),
          );
      },
    },
    userAuthentication: {
      transport: "ajax",
      endpoint: info.userAuthEndpoint,
      customHandler: ({ socketId }, callback) => {
        ask(info.userAuthEndpoint, { socket_id: socketId }).then(
          (grant) => callback(null, grant),
          (error) => callback(error, null),
        );
      },
    },
  });
  addRetryJitter(pusher);
  await connected(pusher);
  pusher.signin();

  const events: LiveEvent[] = [];
  const watched = new Set<string>();
  const subscribe = (name: string) =>
    new Promise<Channel>((resolve, reject) => {
      const channel = pusher.subscribe(name);
      if (channel.subscribed) return resolve(channel);
      channel.bind("pusher:subscription_succeeded", () => resolve(channel));
      channel.bind("pusher:subscription_error", (error: unknown) =>
        reject(new Error(`${name} was refused: ${JSON.stringify(error)}`)),
      );
      if (watched.has(name)) return;
      watched.add(name);
      channel.bind_global((event: string, data: unknown) => {
        if (!event.startsWith("pusher:")) events.push({ channel: name, event, data });
      });
    });
  return {
    pusher,
    events,
    subscribe,
    room: ({ id }) => subscribe(roomChannel(id)),
    own: () => subscribe(userChannel(person.id)),
    async next(match, timeoutMs = 5_000) {
      await until(() => events.some(match), { timeoutMs, what: "an event arrives" });
      return events.find(match) as LiveEvent;
    },
    async comeBack() {
      if (pusher.connection.state !== "connected") pusher.connect();
      const channels = () => pusher.allChannels().every((channel) => channel.subscribed);
      await until(() => pusher.connection.state === "connected" && channels(), { what: "the connection is back" });
    },
    close: () => pusher.disconnect(),
  };
}

function connected(pusher: Pusher): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error("The live connection was not made within 10 s.")), 10_000);
    pusher.connection.bind("connected", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
