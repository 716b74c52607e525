import type { Peer } from "./peer.ts";

/**
 * The sockets that have neither signed in nor subscribed to anything yet, oldest first. Every socket begins as one, so
 * where places are short it is they who give way: whoever signs in at once is never kept out by those who never do.
 */
export class Strangers {
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

  /** It is known now, or gone. Safe to repeat. */
  remove(peer: Peer): void {
    if (!this.all.delete(peer)) return;
    const neighbours = this.byAddress.get(peer.address);
    neighbours?.delete(peer);
    if (neighbours?.size === 0) this.byAddress.delete(peer.address);
  }

  /** The one that has been here longest, of all or of one address. */
  oldest(address?: string): Peer | undefined {
    const peers = address === undefined ? this.all : this.byAddress.get(address);
    return peers?.values().next().value;
  }
}
