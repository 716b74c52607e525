import { ERROR } from "./codes.ts";
import { broadcast, type Core } from "./core.ts";
import { channelFrame } from "./frames.ts";
import { isEventName, needsSignature } from "./names.ts";
import type { Peer } from "./peer.ts";
import { RateWindow } from "./rate.ts";

const RATE_PERIOD_MS = 1_000;

/**
 * A `client-` event: relayed to the other subscribers of a private or presence channel the sender is subscribed to.
 * On a presence channel it carries the `user_id` of the sender's signed subscription, whatever the payload says.
 */
export function relayClientEvent(core: Core, peer: Peer, event: string, message: Record<string, unknown>): void {
  const { clientEventsPerSecond, clientEventDataBytes } = core.limits;
  peer.clientEvents ??= new RateWindow();
  if (!peer.clientEvents.admit(performance.now(), clientEventsPerSecond, RATE_PERIOD_MS)) {
    peer.fail("Client event rejected due to rate limit", ERROR.clientEventRate);
    return;
  }
  const channel = message.channel;
  if (!isEventName(event)) peer.fail("Client event rejected: invalid event name");
  else if (typeof channel !== "string" || !needsSignature(channel)) {
    peer.fail("Client event rejected: only private and presence channels allow them");
  } else if (!peer.subscriptions.has(channel)) peer.fail("Client event rejected: not subscribed to the channel");
  else {
    const data = asText(message.data);
    if (data !== undefined && Buffer.byteLength(data) > clientEventDataBytes) {
      peer.fail("Client event rejected: its data is too large");
      return;
    }
    const userId = peer.subscriptions.get(channel) ?? undefined;
    broadcast(core, channel, channelFrame(event, channel, data, userId), peer, true);
  }
}

/** Channel events carry their data as text; what is not text is written as JSON. */
function asText(data: unknown): string | undefined {
  return data === undefined || typeof data === "string" ? data : JSON.stringify(data);
}
