import { Listeners } from "./listeners.ts";
import type { Peer } from "./peer.ts";

export type ClaimResult = "claimed" | "other_user" | "too_many";

/** The sockets of each person: online is who has at least one. */
export class Owners {
  readonly changes: Listeners<[userId: string, online: boolean]>;
  /** Lists, not sets: most people have one socket, and a set of one takes 184 bytes. */
  private readonly byUser = new Map<string, Peer[]>();
  private readonly maxPerUser: number;

  constructor(maxPerUser: number, report: (error: unknown) => void) {
    this.maxPerUser = maxPerUser;
    this.changes = new Listeners(report);
  }

  userIds(): string[] {
    return [...this.byUser.keys()];
  }

  /** Each session once, however many sockets it has. Sockets that only signed in have none. */
  sessions(): { userId: string; sessionId: string }[] {
    return [...this.byUser].flatMap(([userId, peers]) => {
      const ids = new Set(peers.flatMap(({ owner }) => owner?.sessionId ?? []));
      return [...ids].map((sessionId) => ({ userId, sessionId }));
    });
  }

  peersOf(userId: string): readonly Peer[] {
    return this.byUser.get(userId) ?? [];
  }

  /** Gives a socket to a user for as long as it lives. A later session of the same user replaces the earlier. */
  claim(peer: Peer, userId: string, sessionId: string | null): ClaimResult {
    if (peer.owner) {
      if (peer.owner.userId !== userId) return "other_user";
      peer.owner = { userId, sessionId: sessionId ?? peer.owner.sessionId };
      return "claimed";
    }
    const peers = this.byUser.get(userId);
    if ((peers?.length ?? 0) >= this.maxPerUser) return "too_many";
    peer.owner = { userId, sessionId };
    if (peers) peers.push(peer);
    else {
      this.byUser.set(userId, [peer]);
      this.changes.tell(userId, true);
    }
    return "claimed";
  }

  release(peer: Peer): void {
    if (!peer.owner) return;
    const { userId } = peer.owner;
    peer.owner = null;
    const left = this.peersOf(userId).filter((other) => other !== peer);
    if (left.length > 0) {
      this.byUser.set(userId, left);
      return;
    }
    this.byUser.delete(userId);
    this.changes.tell(userId, false);
  }
}
