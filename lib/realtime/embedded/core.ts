import { EventCache } from "./cache.ts";
import { ChannelTable } from "./channels.ts";
import { ClientRates } from "./client-rates.ts";
import { channelFrame } from "./frames.ts";
import type { EmbeddedLimits } from "./limits.ts";
import { userOfChannel } from "./names.ts";
import { Owners } from "./owners.ts";
import type { Peer } from "./peer.ts";
import type { AppCredentials } from "./signatures.ts";
import { Strangers } from "./strangers.ts";
import { Tally } from "./tally.ts";

export type Log = (level: "info" | "warn" | "error", message: string, fields?: Record<string, unknown>) => void;

/** What the application says of its channels; the server itself knows the protocol only. */
export type ChannelRules = {
  /** Whether there is such a channel; asked before anything else is looked at. */
  readonly isChannelKnown: (name: string) => boolean;
  /** Whether a private or presence channel carries client events. */
  readonly allowsClientEvents: (name: string) => boolean;
};

/** Everything one server holds. What it is told to log never has a payload, a signature or a socket id in it. */
export type Core = {
  readonly app: AppCredentials;
  readonly limits: EmbeddedLimits;
  readonly rules: ChannelRules;
  readonly activityTimeoutSeconds: number;
  readonly log: Log;
  readonly peers: Map<string, Peer>;
  readonly addresses: Tally;
  readonly strangers: Strangers;
  readonly channels: ChannelTable;
  readonly owners: Owners;
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
    addresses: new Tally(),
    strangers: new Strangers(),
    channels: new ChannelTable(report),
    owners: new Owners(limits.socketsPerUser, report),
    cache: new EventCache(limits.cachedEvents, limits.cachedEventTtlMs),
    clientRates: new ClientRates(),
  };
}

/** Sends one built frame to all subscribers of a channel but one. Ephemeral frames are shed for slow readers. */
export function broadcast(core: Core, channel: string, frame: Buffer, except?: Peer, ephemeral = false): void {
  const userId = userOfChannel(channel);
  // What is meant for a person reaches each socket that signed in as them, whether or not it subscribed.
  const peers =
    userId === null
      ? core.channels.find(channel)?.peers
      : core.owners.peersOf(userId).filter(({ user }) => user?.id === userId);
  if (!peers) return;
  for (const peer of peers) if (peer !== except) peer.send(frame, ephemeral);
}

/** Ends one subscription and tells the others when a member has gone with it. */
export function leaveChannel(core: Core, peer: Peer, channel: string): void {
  const departed = core.channels.leave(channel, peer);
  if (departed === null) return;
  const data = JSON.stringify({ user_id: departed });
  broadcast(core, channel, channelFrame("pusher_internal:member_removed", channel, data), peer, true);
}

/** Removes all state of a socket. Safe to repeat. */
export function forget(core: Core, peer: Peer): void {
  if (!core.peers.delete(peer.id)) return;
  core.addresses.remove(peer.address);
  core.strangers.remove(peer);
  for (const channel of [...peer.subscriptions.keys()]) leaveChannel(core, peer, channel);
  core.owners.release(peer);
}

/** Forgets a socket at once and closes it with a code of the protocol. */
export function dismiss(core: Core, peer: Peer, code: number, reason: string): void {
  forget(core, peer);
  peer.socket.close(code, reason);
}
