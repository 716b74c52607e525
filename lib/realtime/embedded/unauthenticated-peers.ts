import type { Peer } from "./peer.ts";

/**
 * The sockets that have neither signed in nor subscribed to a channel yet, oldest first. When the server is full, the
 * oldest of them is closed, so that clients that sign in at once are not kept out by idle sockets.
 */
export class UnauthenticatedPeers {
  private readonly all = new Set<Peer>();
  private readonly byAddress = new Map<string, Set<Peer>>();

  get size(): number {
    return this.all.size;
  }

  sizeOf(address: string): number {
    return this.byAddress.get(address)?.size ?? 0;
  }

  add(peer: Peer): void {
    this.all.add(peer);
    const neighbours = this.byAddress.get(peer.address);
    if (neighbours) neighbours.add(peer);
    else this.byAddress.set(peer.address, new Set([peer]));
  }

  /** Called when the socket has signed in, subscribed or closed. Calling it twice is safe. */
  remove(peer: Peer): void {
    if (!this.all.delete(peer)) return;
    const neighbours = this.byAddress.get(peer.address);
    neighbours?.delete(peer);
    if (neighbours?.size === 0) this.byAddress.delete(peer.address);
  }

  /** Returns the socket that has been open longest, of all or of one address. */
  oldest(address?: string): Peer | undefined {
    const peers = address === undefined ? this.all : this.byAddress.get(address);
    return peers?.values().next().value;
  }
}
