import { ERROR } from "./codes.ts";
import { broadcast, type Core } from "./core.ts";
import { channelFrame } from "./frames.ts";
import { isEventName, needsSignature } from "./names.ts";
import type { Peer } from "./peer.ts";

/**
 * A `client-` event: relayed to the other subscribers of a channel that the sender is subscribed to and that the
 * application allows them on. On a presence channel it carries the `user_id` of the sender's signed subscription,
 * whatever the payload says. Every refusal is 4301, and the socket stays.
 */
export function relayClientEvent(core: Core, peer: Peer, event: string, message: Record<string, unknown>): void {
  const refusal = findRefusal(core, peer, event, message);
  if (refusal !== null) {
    peer.fail(`Client event rejected: ${refusal}`, ERROR.clientEvent);
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
  // Counted last of all, and by whom the signature names: what is refused anyway spends nobody's allowance.
  if (Buffer.byteLength(asText(data) ?? "") > clientEventDataBytes) return "its data is too large";
  const admitted = core.clientRates.admit(senderOf(peer, channel), performance.now(), clientEventsPerSecond);
  return admitted ? null : "above the rate limit of this person";
}

/** Whose allowance an event is taken from: the person's, on all their sockets, or that of a socket nobody is known on. */
function senderOf(peer: Peer, channel: string): string {
  const userId = peer.owner?.userId ?? peer.subscriptions.get(channel);
  return userId ? `user ${userId}` : `socket ${peer.id}`;
}

/** Channel events carry their data as text; what is not text is written as JSON. */
function asText(data: unknown): string | undefined {
  return data === undefined || typeof data === "string" ? data : JSON.stringify(data);
}
