import type { ChannelAuthorizationHandler } from "pusher-js";
import { api } from "../../browser/api.ts";
import { isTemporary } from "../../browser/api-retry.ts";
import { retryDelay } from "../../browser/retry-delay.ts";
import { sleep } from "../../browser/sleep.ts";
import * as z from "../../z.ts";

/** The retry schedule while the authorisation endpoint cannot be reached. */
const RETRY = { firstMs: 500, maxMs: 15_000 };
/** The channels of one request; a person with more rooms needs several requests. */
const BATCH_MAX = 500;

const authorizationSchema = z.union([
  z.object({ auth: z.string(), channel_data: z.optional(z.string()) }),
  z.object({ error: z.unknown() }),
]);
const batchReplySchema = z.object({ channels: z.record(z.string(), authorizationSchema) });

type Callback = Parameters<ChannelAuthorizationHandler>[1];
type PendingChannel = { name: string; callback: Callback };

type SocketState = {
  /** Resolves to whether the socket signed in. A private channel joined before that could never be revoked. */
  signedIn: () => Promise<boolean>;
  /** The id of the current socket. Requests for an earlier socket are dropped, since their answer would be refused. */
  socketId: () => string | undefined;
};

/** Creates a pusher-js authoriser that sends one request for all channels subscribed to in the same tick. */
export function batchAuthorizer(url: string, socket: SocketState): ChannelAuthorizationHandler {
  const batches = new Map<string, PendingChannel[]>();
  return ({ socketId, channelName }, callback) => {
    const waiting = batches.get(socketId);
    if (waiting) {
      waiting.push({ name: channelName, callback });
      return;
    }
    batches.set(socketId, [{ name: channelName, callback }]);
    setTimeout(async () => {
      const ready = await socket.signedIn();
      const batch = batches.get(socketId) ?? [];
      batches.delete(socketId);
      if (socket.socketId() !== socketId) return;
      if (!ready) return failAll(batch, "The socket could not sign in.");
      for (let i = 0; i < batch.length; i += BATCH_MAX) {
        void authorize(url, socket, socketId, batch.slice(i, i + BATCH_MAX));
      }
    }, 0);
  };
}

async function authorize(url: string, socket: SocketState, socketId: string, batch: PendingChannel[]): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      const body = { socket_id: socketId, channels: batch.map((one) => one.name) };
      const { channels } = await api(url, { method: "POST", body, schema: batchReplySchema });
      if (socket.socketId() !== socketId) return;
      for (const { name, callback } of batch) {
        const authorization = Object.hasOwn(channels, name) ? channels[name] : undefined;
        if (authorization && "auth" in authorization) callback(null, authorization);
        else callback(new Error(`Not allowed on ${name}.`), null);
      }
      return;
    } catch (error) {
      if (socket.socketId() !== socketId) return;
      if (!isTemporary(error)) return failAll(batch, "The channels were refused.");
      await sleep(retryDelay(attempt, RETRY));
      if (socket.socketId() !== socketId) return;
    }
  }
}

function failAll(batch: PendingChannel[], reason: string): void {
  for (const { callback } of batch) callback(new Error(reason), null);
}
