import { Listeners } from "./listeners.ts";
import type { Peer } from "./peer.ts";

export type AssignResult = "claimed" | "other_user" | "too_many";

/** The sockets of each user. A user with at least one socket is online. */
export class SocketOwners {
  readonly changes: Listeners<[userId: string, online: boolean]>;
  /** The sockets are kept in lists, because most users have one socket and a Set of one takes 184 bytes. */
  private readonly byUser = new Map<string, Peer[]>();
  private readonly maxPerUser: number;

  constructor(maxPerUser: number, report: (error: unknown) => void) {
    this.maxPerUser = maxPerUser;
    this.changes = new Listeners(report);
  }

  userIds(): string[] {
    return [...this.byUser.keys()];
  }

  /** Returns each session once, however many sockets it has. A socket that only signed in has no session. */
  sessions(): { userId: string; sessionId: string }[] {
    return [...this.byUser].flatMap(([userId, peers]) => {
      const ids = new Set(peers.flatMap(({ owner }) => owner?.sessionId ?? []));
      return [...ids].map((sessionId) => ({ userId, sessionId }));
    });
  }

  peersOf(userId: string): readonly Peer[] {
    return this.byUser.get(userId) ?? [];
  }

  /**
   * Makes the socket belong to a user for as long as it lives. A later session of the same user replaces the earlier.
   */
  assign(peer: Peer, userId: string, sessionId: string | null): AssignResult {
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
      this.changes.notify(userId, true);
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
    this.changes.notify(userId, false);
  }
}
