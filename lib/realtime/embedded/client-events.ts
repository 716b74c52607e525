import { ERROR_CODE } from "./codes.ts";
import { broadcast, type Core } from "./core.ts";
import { channelFrame } from "./frames.ts";
import { isEventName, needsSignature } from "./names.ts";
import type { Peer } from "./peer.ts";

/**
 * Relays a `client-` event to the other subscribers of the channel, if the sender is subscribed to it and the
 * application allows client events there. On a presence channel the event carries the `user_id` of the sender's signed
 * subscription, whatever the payload says. Every refusal is a `pusher:error` with code 4301, and the socket stays open.
 */
export function relayClientEvent(core: Core, peer: Peer, event: string, message: Record<string, unknown>): void {
  const refusal = findRefusal(core, peer, event, message);
  if (refusal !== null) {
    peer.sendError(`Client event rejected: ${refusal}`, ERROR_CODE.clientEvent);
    return;
  }
  const channel = message.channel as string;
  const userId = peer.subscriptions.get(channel) ?? undefined;
  broadcast(core, channel, channelFrame(event, channel, asText(message.data), userId), peer, true);
}

function findRefusal(core: Core, peer: Peer, event: string, { channel, data }: Record<string, unknown>): string | null {
  const { clientEventsPerSecond, clientEventDataBytes } = core.limits;
  if (!isEventName(event)) return "invalid event name";
  if (typeof channel !== "string" || !needsSignature(channel) || !core.rules.allowsClientEvents(channel))
    return "this channel does not allow them";
  if (!peer.subscriptions.has(channel)) return "not subscribed to the channel";
  // The rate limit is checked last, so that an event refused for another reason does not use up the sender's allowance.
  if (Buffer.byteLength(asText(data) ?? "") > clientEventDataBytes) return "its data is too large";
  const admitted = core.clientRates.admit(senderOf(peer, channel), performance.now(), clientEventsPerSecond);
  return admitted ? null : "above the rate limit of this person";
}

/**
 * Returns the key of the rate limit: one person shares one allowance across all their sockets; a socket without a known
 * user has its own.
 */
function senderOf(peer: Peer, channel: string): string {
  const userId = peer.owner?.userId ?? peer.subscriptions.get(channel);
  return userId ? `user ${userId}` : `socket ${peer.id}`;
}

/** Pusher sends the data of channel events as text, so any other value is serialised to JSON. */
function asText(data: unknown): string | undefined {
  return data === undefined || typeof data === "string" ? data : JSON.stringify(data);
}
