import { CLOSE_CODE } from "./codes.ts";
import { broadcast, type Core, closePeer } from "./core.ts";
import { channelFrame } from "./frames.ts";
import { isCache, isEventName, isPublishable, userOfChannel } from "./names.ts";

/** The result of `Hub.bind`. */
export type BindResult = "bound" | "unknown" | "taken";

/**
 * Everything that the application may do with its embedded server. All members are plain functions, because the object
 * is shared between two module graphs.
 */
export interface Hub {
  /**
   * Sends an event to all subscribers of the channels except one socket. `data` is JSON text of any size. Throws
   * TypeError, before anything is sent, for a name that the protocol does not allow.
   */
  publish(channels: string | readonly string[], event: string, data: string, exceptSocketId?: string): void;
  /**
   * Records the owner of an open socket, so that it can be closed later; called when the application signs a channel
   * for it. A later session of the same user replaces the earlier. Returns `taken` when the socket belongs to another
   * user: do not sign for it. Returns `unknown` when the socket is not here, or was closed (4100) because the user has
   * too many.
   */
  bind(socketId: string, owner: { userId: string; sessionId: string }): BindResult;
  /**
   * Closes (4009) the sockets of a user, of one session only or of all but one. Returns how many. Delivery to them ends
   * at once.
   */
  terminate(userId: string, only?: { sessionId?: string; exceptSessionId?: string }): number;
  /** Each session that has an open socket, once. */
  sessions(): { userId: string; sessionId: string }[];
  channel(name: string): { occupied: boolean; subscriptionCount: number; userCount?: number };
  /** Names of the occupied channels that begin with `prefix`. */
  channels(prefix?: string): string[];
  /** User ids in a presence channel. */
  users(channel: string): string[];
  /** Whether any socket is bound to the user or signed in as them. */
  isOnline(userId: string): boolean;
  onlineUsers(): string[];
  /**
   * Calls the listener on a channel's first subscription and on the end of its last. Returns a function that removes
   * the listener.
   */
  onOccupancy(listener: (channel: string, occupied: boolean) => void): () => void;
  /**
   * Calls the listener on a user's first socket and on the close of their last. Returns a function that removes the
   * listener.
   */
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

function bind(core: Core, socketId: string, owner: { userId: string; sessionId: string }): BindResult {
  const peer = core.peers.get(socketId);
  if (!peer) return "unknown";
  const assigned = core.owners.assign(peer, owner.userId, owner.sessionId);
  if (assigned === "other_user") return "taken";
  if (assigned === "claimed") {
    core.unauthenticated.remove(peer);
    return "bound";
  }
  closePeer(core, peer, CLOSE_CODE.overCapacity, "Too many connections of this user");
  return "unknown";
}

function terminate(core: Core, userId: string, only: { sessionId?: string; exceptSessionId?: string } = {}): number {
  const { sessionId, exceptSessionId } = only;
  const chosen = core.owners.peersOf(userId).filter(({ owner }) => {
    if (sessionId !== undefined && owner?.sessionId !== sessionId) return false;
    return exceptSessionId === undefined || owner?.sessionId !== exceptSessionId;
  });
  for (const peer of chosen) closePeer(core, peer, CLOSE_CODE.unauthorized, "Connection is unauthorized");
  return chosen.length;
}

function countsOf(core: Core, name: string): { occupied: boolean; subscriptionCount: number; userCount?: number } {
  const channel = core.channels.find(name);
  const counts = { occupied: channel !== undefined, subscriptionCount: channel?.peers.size ?? 0 };
  return channel?.members ? { ...counts, userCount: channel.members.count } : counts;
}
