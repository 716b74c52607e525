import type { ChannelAuthorizationHandler } from "pusher-js";
import { api } from "../../browser/api.ts";
import { isPassing } from "../../browser/api-retry.ts";
import { retryDelay } from "../../browser/retry-delay.ts";
import { sleep } from "../../browser/sleep.ts";
import * as z from "../../z.ts";

/** When the authorisation itself cannot be reached. */
const RETRY = { firstMs: 500, maxMs: 15_000 };
/** Channels in one request: a person with more rooms needs a second one. */
const BATCH_MAX = 500;

const grantSchema = z.union([
  z.object({ auth: z.string(), channel_data: z.optional(z.string()) }),
  z.object({ error: z.unknown() }),
]);
const batchReplySchema = z.object({ channels: z.record(z.string(), grantSchema) });

type Callback = Parameters<ChannelAuthorizationHandler>[1];
type Waiting = { name: string; callback: Callback };

type Session = {
  /** Resolves when the socket has signed in, or has failed to: a private channel before that is never revoked. */
  signedIn: () => Promise<boolean>;
  /** The id of the socket of now; requests for an earlier one are dropped, since their answer would be refused. */
  socketId: () => string | undefined;
};

/** A pusher-js authoriser that asks once for all channels wanted in one tick. */
export function batchAuthorizer(url: string, session: Session): ChannelAuthorizationHandler {
  const batches = new Map<string, Waiting[]>();
  return ({ socketId, channelName }, callback) => {
    const waiting = batches.get(socketId);
    if (waiting) {
      waiting.push({ name: channelName, callback });
      return;
    }
    batches.set(socketId, [{ name: channelName, callback }]);
    setTimeout(async () => {
      const ready = await session.signedIn();
      const batch = batches.get(socketId) ?? [];
      batches.delete(socketId);
      if (session.socketId() !== socketId) return;
      if (!ready) return answerAll(batch, "The socket could not sign in.");
      for (let i = 0; i < batch.length; i += BATCH_MAX) {
        void authorize(url, session, socketId, batch.slice(i, i + BATCH_MAX));
      }
    }, 0);
  };
}

async function authorize(url: string, session: Session, socketId: string, batch: Waiting[]): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    try {
      const body = { socket_id: socketId, channels: batch.map((one) => one.name) };
      const { channels } = await api(url, { method: "POST", body, schema: batchReplySchema });
      if (session.socketId() !== socketId) return;
      for (const { name, callback } of batch) {
        const grant = Object.hasOwn(channels, name) ? channels[name] : undefined;
        if (grant && "auth" in grant) callback(null, grant);
        else callback(new Error(`Not allowed on ${name}.`), null);
      }
      return;
    } catch (error) {
      if (session.socketId() !== socketId) return;
      if (!isPassing(error)) return answerAll(batch, "The channels were refused.");
      await sleep(retryDelay(attempt, RETRY));
      if (session.socketId() !== socketId) return;
    }
  }
}

function answerAll(batch: Waiting[], reason: string): void {
  for (const { callback } of batch) callback(new Error(reason), null);
}
