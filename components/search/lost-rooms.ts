type Chats = {
  /** The ids of the rooms in the viewer's list. */
  listed: ReadonlySet<string>;
  /** The ids of rooms that the list had not loaded when they were last asked for. */
  unloaded: ReadonlySet<string>;
  /** Whether there are rooms that the list has not loaded. */
  hasMore: boolean;
};

/**
 * Which rooms somebody has lost, as far as a browser can know. A room that is not in the list may be one that the list has not
 * loaded. It is lost when it was in the list before, when it was known to be among those, and is not any more, or when the server
 * has said so.
 */
export class LostRooms {
  private readonly listed = new Set<string>();
  private readonly unloaded = new Set<string>();
  private readonly left = new Set<string>();

  /** The viewer became or ceased to be a member of a room. */
  noteMembership(roomId: string, joined: boolean): void {
    if (joined) this.left.delete(roomId);
    else this.left.add(roomId);
  }

  /** What the list is now. */
  note({ listed, unloaded }: Chats): void {
    for (const id of listed) this.listed.add(id);
    for (const id of unloaded) this.unloaded.add(id);
  }

  isLost(roomId: string, { listed, unloaded, hasMore }: Chats): boolean {
    if (listed.has(roomId)) return false;
    const isGone = this.unloaded.has(roomId) && !unloaded.has(roomId);
    return !hasMore || isGone || this.listed.has(roomId) || this.left.has(roomId);
  }
}
