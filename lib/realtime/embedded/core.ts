import { ChannelTable } from "./channel-table.ts";
import { ClientRates } from "./client-rates.ts";
import { EventCache } from "./event-cache.ts";
import { channelFrame } from "./frames.ts";
import { KeyCounter } from "./key-counter.ts";
import type { EmbeddedLimits } from "./limits.ts";
import { userOfChannel } from "./names.ts";
import type { Peer } from "./peer.ts";
import type { AppCredentials } from "./signatures.ts";
import { SocketOwners } from "./socket-owners.ts";
import { UnauthenticatedPeers } from "./unauthenticated-peers.ts";

export type Log = (level: "info" | "warn" | "error", message: string, fields?: Record<string, unknown>) => void;

/** The application's rules for channels. The server itself knows only the protocol. */
export type ChannelRules = {
  /** Whether the channel exists; checked before the signature. */
  readonly isChannelKnown: (name: string) => boolean;
  /** Whether a private or presence channel carries client events. */
  readonly allowsClientEvents: (name: string) => boolean;
};

/** The whole state of one server. `log` is never given a payload, a signature or a socket id. */
export type Core = {
  readonly app: AppCredentials;
  readonly limits: EmbeddedLimits;
  readonly rules: ChannelRules;
  readonly activityTimeoutSeconds: number;
  readonly log: Log;
  readonly peers: Map<string, Peer>;
  readonly socketsByAddress: KeyCounter;
  readonly unauthenticated: UnauthenticatedPeers;
  readonly channels: ChannelTable;
  readonly owners: SocketOwners;
  readonly cache: EventCache;
  readonly clientRates: ClientRates;
};

export function createCore(
  app: AppCredentials,
  limits: EmbeddedLimits,
  rules: ChannelRules,
  activityTimeoutSeconds: number,
  log: Log,
): Core {
  const report = (error: unknown) => log("error", "A realtime listener failed", { error: String(error) });
  return {
    app,
    limits,
    rules,
    activityTimeoutSeconds,
    log,
    peers: new Map(),
    socketsByAddress: new KeyCounter(),
    unauthenticated: new UnauthenticatedPeers(),
    channels: new ChannelTable(report),
    owners: new SocketOwners(limits.socketsPerUser, report),
    cache: new EventCache(limits.cachedEvents, limits.cachedEventTtlMs),
    clientRates: new ClientRates(),
  };
}

/**
 * Sends one built frame to all subscribers of a channel except `except`. Ephemeral frames are not sent to slow readers.
 */
export function broadcast(core: Core, channel: string, frame: Buffer, except?: Peer, ephemeral = false): void {
  const userId = userOfChannel(channel);
  // An event for one user reaches each socket that signed in as that user, whether or not it subscribed.
  const peers =
    userId === null
      ? core.channels.find(channel)?.peers
      : core.owners.peersOf(userId).filter(({ user }) => user?.id === userId);
  if (!peers) return;
  for (const peer of peers) if (peer !== except) peer.send(frame, ephemeral);
}

/** Ends one subscription, and sends `member_removed` to the others when it was the member's last on that channel. */
export function leaveChannel(core: Core, peer: Peer, channel: string): void {
  const removedMemberId = core.channels.leave(channel, peer);
  if (removedMemberId === null) return;
  const data = JSON.stringify({ user_id: removedMemberId });
  broadcast(core, channel, channelFrame("pusher_internal:member_removed", channel, data), peer, true);
}

/** Removes all state of a socket. Calling it twice is safe. */
export function removePeer(core: Core, peer: Peer): void {
  if (!core.peers.delete(peer.id)) return;
  core.socketsByAddress.remove(peer.address);
  core.unauthenticated.remove(peer);
  for (const channel of [...peer.subscriptions.keys()]) leaveChannel(core, peer, channel);
  core.owners.release(peer);
}

/**
 * Removes all state of a socket at once, so that nothing more is delivered, and closes it with a close code of the
 * protocol.
 */
export function closePeer(core: Core, peer: Peer, code: number, reason: string): void {
  removePeer(core, peer);
  peer.socket.close(code, reason);
}
