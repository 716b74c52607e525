import { CLOSE } from "./codes.ts";
import { broadcast, type Core, dismiss } from "./core.ts";
import { channelFrame } from "./frames.ts";
import { isCache, isEventName, isPublishable, userOfChannel } from "./names.ts";

/** What became of a claim on a socket. */
export type Binding = "bound" | "unknown" | "taken";

/** What the application may do with its embedded server. Plain methods: the object crosses between module graphs. */
export interface Hub {
  /**
   * Sends an event to all subscribers of the channels, but for one socket. `data` is JSON text of any size.
   * Throws TypeError for a name that the protocol does not allow; nothing is sent then.
   */
  publish(channels: string | readonly string[], event: string, data: string, exceptSocketId?: string): void;
  /**
   * Remembers to whom a live socket belongs (called when the application signs a channel for it), so that it can be
   * closed later. `taken` when it belongs to another user: do not sign for it. `unknown` when no such socket is here,
   * or not any more: one too many of a user is closed (4100). A later session of the same user replaces the earlier.
   */
  bind(socketId: string, owner: { userId: string; sessionId: string }): Binding;
  /** Closes (4009) the sockets of a user, of one session only or of all but one; returns how many. Delivery ends at once. */
  terminate(userId: string, only?: { sessionId?: string; exceptSessionId?: string }): number;
  /** The sessions that have sockets open, each once. */
  sessions(): { userId: string; sessionId: string }[];
  channel(name: string): { occupied: boolean; subscriptionCount: number; userCount?: number };
  /** Names of the occupied channels. */
  channels(prefix?: string): string[];
  /** User ids in a presence channel. */
  users(channel: string): string[];
  /** Whether any socket is bound to the user or signed in as them. */
  isOnline(userId: string): boolean;
  onlineUsers(): string[];
  /** Hears of a channel's first subscription and of its last one ending; the returned function stops it. */
  onOccupancy(listener: (channel: string, occupied: boolean) => void): () => void;
  /** Hears of a user's first socket and of the last one closing; the returned function stops it. */
  onUser(listener: (userId: string, online: boolean) => void): () => void;
  stats(): { sockets: number; channels: number };
}

export function createHub(core: Core): Hub {
  return {
    publish: (channels, event, data, exceptSocketId) => publish(core, channels, event, data, exceptSocketId),
    bind: (socketId, owner) => bind(core, socketId, owner),
    terminate: (userId, only) => terminate(core, userId, only),
    sessions: () => core.owners.sessions(),
    channel: (name) => countsOf(core, name),
    channels: (prefix = "") => [...core.channels.names()].filter((name) => name.startsWith(prefix)),
    users: (channel) => core.channels.find(channel)?.members?.ids() ?? [],
    isOnline: (userId) => core.owners.peersOf(userId).length > 0,
    onlineUsers: () => core.owners.userIds(),
    onOccupancy: (listener) => core.channels.occupancy.add(listener),
    onUser: (listener) => core.owners.changes.add(listener),
    stats: () => ({ sockets: core.peers.size, channels: core.channels.size }),
  };
}

function publish(
  core: Core,
  to: string | readonly string[],
  event: string,
  data: string,
  exceptSocketId?: string,
): void {
  const names = new Set(typeof to === "string" ? [to] : to);
  if (!isEventName(event)) throw new TypeError("Invalid event name");
  for (const name of names) if (!isPublishable(name)) throw new TypeError("Invalid channel name");
  const except = exceptSocketId === undefined ? undefined : core.peers.get(exceptSocketId);
  for (const name of names) {
    const cached = isCache(name);
    if (!cached && !core.channels.find(name) && userOfChannel(name) === null) continue;
    const frame = channelFrame(event, name, data);
    if (cached) core.cache.put(name, frame, performance.now());
    broadcast(core, name, frame, except);
  }
}

function bind(core: Core, socketId: string, owner: { userId: string; sessionId: string }): Binding {
  const peer = core.peers.get(socketId);
  if (!peer) return "unknown";
  const claim = core.owners.claim(peer, owner.userId, owner.sessionId);
  if (claim === "other_user") return "taken";
  if (claim === "claimed") {
    core.strangers.remove(peer);
    return "bound";
  }
  dismiss(core, peer, CLOSE.overCapacity, "Too many connections of this user");
  return "unknown";
}

function terminate(core: Core, userId: string, only: { sessionId?: string; exceptSessionId?: string } = {}): number {
  const { sessionId, exceptSessionId } = only;
  const chosen = core.owners.peersOf(userId).filter(({ owner }) => {
    if (sessionId !== undefined && owner?.sessionId !== sessionId) return false;
    return exceptSessionId === undefined || owner?.sessionId !== exceptSessionId;
  });
  for (const peer of chosen) dismiss(core, peer, CLOSE.unauthorized, "Connection is unauthorized");
  return chosen.length;
}

function countsOf(core: Core, name: string): { occupied: boolean; subscriptionCount: number; userCount?: number } {
  const channel = core.channels.find(name);
  const counts = { occupied: channel !== undefined, subscriptionCount: channel?.peers.size ?? 0 };
  return channel?.members ? { ...counts, userCount: channel.members.count } : counts;
}
