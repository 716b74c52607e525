import { Listeners } from "./listeners.ts";
import { type Member, Members } from "./members.ts";
import { isPresence } from "./names.ts";
import type { Peer } from "./peer.ts";

export type Channel = { readonly name: string; readonly peers: Set<Peer>; readonly members: Members | null };

/** Who listens to what. A channel exists exactly as long as someone is subscribed. */
export class ChannelTable {
  readonly occupancy: Listeners<[channel: string, occupied: boolean]>;
  private readonly byName = new Map<string, Channel>();

  constructor(report: (error: unknown) => void) {
    this.occupancy = new Listeners(report);
  }

  get size(): number {
    return this.byName.size;
  }

  names(): IterableIterator<string> {
    return this.byName.keys();
  }

  find(name: string): Channel | undefined {
    return this.byName.get(name);
  }

  /** Subscribes a peer that is not yet subscribed. `arrived`: the member's first socket on this channel. */
  join(name: string, peer: Peer, member: Member | null): { channel: Channel; arrived: boolean } {
    const known = this.byName.get(name);
    const channel = known ?? { name, peers: new Set<Peer>(), members: isPresence(name) ? new Members() : null };
    if (!known) this.byName.set(name, channel);
    channel.peers.add(peer);
    // The name that the channel has already: each subscriber came with a copy of its own.
    peer.subscriptions.set(channel.name, member?.id ?? null);
    const arrived = member !== null && channel.members?.add(member) === true;
    if (!known) this.occupancy.tell(name, true);
    return { channel, arrived };
  }

  /** Unsubscribes; the id of the member who left with their last socket, else null. */
  leave(name: string, peer: Peer): string | null {
    const channel = this.byName.get(name);
    const memberId = peer.subscriptions.get(name);
    if (!channel || memberId === undefined) return null;
    peer.subscriptions.delete(name);
    channel.peers.delete(peer);
    const departed = memberId !== null && channel.members?.remove(memberId) ? memberId : null;
    if (channel.peers.size === 0) {
      this.byName.delete(name);
      this.occupancy.tell(name, false);
    }
    return departed;
  }
}
