import { Listeners } from "./listeners.ts";
import { isPresence } from "./names.ts";
import type { Peer } from "./peer.ts";
import { type PresenceMember, PresenceMembers } from "./presence-members.ts";

export type Channel = { readonly name: string; readonly peers: Set<Peer>; readonly members: PresenceMembers | null };

/** The subscribers of each channel. A channel exists exactly as long as a socket is subscribed to it. */
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

  /**
   * Subscribes a peer that is not yet subscribed. `memberAdded` says that this is the member's first socket on the
   * channel.
   */
  join(name: string, peer: Peer, member: PresenceMember | null): { channel: Channel; memberAdded: boolean } {
    const existing = this.byName.get(name);
    const channel = existing ?? {
      name,
      peers: new Set<Peer>(),
      members: isPresence(name) ? new PresenceMembers() : null,
    };
    if (!existing) this.byName.set(name, channel);
    channel.peers.add(peer);
    // The channel's own name string is stored, because each subscriber came with another copy of it.
    peer.subscriptions.set(channel.name, member?.id ?? null);
    const memberAdded = member !== null && channel.members?.add(member) === true;
    if (!existing) this.occupancy.notify(name, true);
    return { channel, memberAdded };
  }

  /** Unsubscribes a peer. Returns the id of the member whose last socket this was, else null. */
  leave(name: string, peer: Peer): string | null {
    const channel = this.byName.get(name);
    const memberId = peer.subscriptions.get(name);
    if (!channel || memberId === undefined) return null;
    peer.subscriptions.delete(name);
    channel.peers.delete(peer);
    const removedMemberId = memberId !== null && channel.members?.remove(memberId) ? memberId : null;
    if (channel.peers.size === 0) {
      this.byName.delete(name);
      this.occupancy.notify(name, false);
    }
    return removedMemberId;
  }
}
