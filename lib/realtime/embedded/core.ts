import { EventCache } from "./cache.ts";
import { ChannelTable } from "./channels.ts";
import { channelFrame } from "./frames.ts";
import type { EmbeddedLimits } from "./limits.ts";
import { Owners } from "./owners.ts";
import type { Peer } from "./peer.ts";
import type { AppCredentials } from "./signatures.ts";
import { Tally } from "./tally.ts";

export type Log = (level: "info" | "warn" | "error", message: string, fields?: Record<string, unknown>) => void;

/** Everything one server holds. What it is told to log never has a payload, a signature or a socket id in it. */
export type Core = {
  readonly app: AppCredentials;
  readonly limits: EmbeddedLimits;
  readonly activityTimeoutSeconds: number;
  readonly log: Log;
  readonly peers: Map<string, Peer>;
  readonly addresses: Tally;
  readonly channels: ChannelTable;
  readonly owners: Owners;
  readonly cache: EventCache;
};

export function createCore(
  app: AppCredentials,
  limits: EmbeddedLimits,
  activityTimeoutSeconds: number,
  log: Log,
): Core {
  const report = (error: unknown) => log("error", "A realtime listener failed", { error: String(error) });
  return {
    app,
    limits,
    activityTimeoutSeconds,
    log,
    peers: new Map(),
    addresses: new Tally(),
    channels: new ChannelTable(report),
    owners: new Owners(limits.socketsPerUser, report),
    cache: new EventCache(limits.cachedEvents, limits.cachedEventTtlMs),
  };
}

/** Sends one built frame to all subscribers of a channel but one. Ephemeral frames are shed for slow readers. */
export function broadcast(core: Core, channel: string, frame: Buffer, except?: Peer, ephemeral = false): void {
  const peers = core.channels.find(channel)?.peers;
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
  for (const channel of [...peer.subscriptions.keys()]) leaveChannel(core, peer, channel);
  core.owners.release(peer);
}

/** Forgets a socket at once and closes it with a code of the protocol. */
export function dismiss(core: Core, peer: Peer, code: number, reason: string): void {
  forget(core, peer);
  peer.socket.close(code, reason);
}
