import { type AuthorizationResult, authorize } from "./authorize.ts";
import { ERROR_CODE } from "./codes.ts";
import { broadcast, type Core, leaveChannel } from "./core.ts";
import { channelFrame, subscriptionErrorFrame } from "./frames.ts";
import { isCache, isChannelName, userOfChannel } from "./names.ts";
import type { Peer } from "./peer.ts";
import type { PresenceMember } from "./presence-members.ts";

/**
 * Handles `pusher:subscribe`. A refusal is sent twice, as Pusher documents: as `pusher:error` ("in response to invalid
 * authentication") and, because that names no channel, as `pusher:subscription_error` on the channel. The socket stays
 * open. Subscribing again is answered like the first time and changes nothing.
 */
export function subscribe(core: Core, peer: Peer, data: Record<string, unknown>): void {
  const name = data.channel;
  if (typeof name !== "string" || !(isChannelName(name) || userOfChannel(name) !== null)) {
    peer.sendError("Invalid channel name");
    return;
  }
  if (userOfChannel(name) === null && !core.rules.isChannelKnown(name)) {
    refuse(peer, name, { refused: "There is no such channel", type: "AuthError", status: 401 });
    return;
  }
  const authorization = authorize(core.app, peer, name, data);
  const refusal = "refused" in authorization ? authorization : findLimit(core, peer, name, authorization.member);
  if (refusal) {
    refuse(peer, name, refusal);
    return;
  }
  if ("member" in authorization) confirm(core, peer, name, authorization.member);
}

/**
 * Handles `pusher:unsubscribe`, which has no answer. Unsubscribing from a channel that was not subscribed to is no
 * error.
 */
export function unsubscribe(core: Core, peer: Peer, data: Record<string, unknown>): void {
  if (typeof data.channel === "string") leaveChannel(core, peer, data.channel);
  else peer.sendError("Invalid channel name");
}

type Refusal = Extract<AuthorizationResult, { refused: string }>;

function findLimit(core: Core, peer: Peer, name: string, member: PresenceMember | null): Refusal | null {
  const joinedAs = peer.subscriptions.get(name);
  if (joinedAs !== undefined) {
    const changed = member !== null && member.id !== joinedAs;
    return changed ? { refused: "Already subscribed as another user", type: "AuthError", status: 401 } : null;
  }
  if (peer.subscriptions.size >= core.limits.subscriptionsPerSocket) {
    return { refused: "Too many subscriptions on this connection", type: "LimitReached", status: 403 };
  }
  if (member === null) return null;
  if (Buffer.byteLength(member.info) > core.limits.presenceUserInfoBytes) {
    return { refused: "The user_info of a member is too large", type: "LimitReached", status: 413 };
  }
  const members = core.channels.find(name)?.members;
  if (!members || members.has(member.id) || members.count < core.limits.presenceMembersPerChannel) return null;
  return { refused: "Too many members in this presence channel", type: "LimitReached", status: 403 };
}

function refuse(peer: Peer, channel: string, refusal: Refusal): void {
  const { refused, type, status } = refusal;
  peer.sendError(`${refused}: ${channel}`, type === "AuthError" ? ERROR_CODE.unauthorized : ERROR_CODE.overQuota);
  peer.send(subscriptionErrorFrame(channel, { type, error: refused, status }));
}

function confirm(core: Core, peer: Peer, name: string, member: PresenceMember | null): void {
  core.unauthenticated.remove(peer);
  const existing = peer.subscriptions.has(name) ? core.channels.find(name) : undefined;
  const { channel, memberAdded } = existing
    ? { channel: existing, memberAdded: false }
    : core.channels.join(name, peer, member);
  peer.send(channelFrame("pusher_internal:subscription_succeeded", name, channel.members?.toJson() ?? "{}"));
  if (memberAdded && member) {
    const data = `{"user_id":${JSON.stringify(member.id)},"user_info":${member.info}}`;
    broadcast(core, name, channelFrame("pusher_internal:member_added", name, data), peer, true);
  }
  if (isCache(name)) {
    peer.send(core.cache.find(name, performance.now()) ?? channelFrame("pusher:cache_miss", name, undefined));
  }
}
