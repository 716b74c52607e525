import type { Room } from "./schema.ts";

/** What the chat list believes of one room beside the room itself. */
type Entry = {
  room: Room;
  /** The rev that name, topic, kind and number of members are at least as new as. */
  factsRev: number;
};

/**
 * The chat list of one person. A room is right as long as it is not in `stale`; a stale one is shown as it was until
 * the server has told again. Never changed in place.
 */
export type ChatList = {
  entries: ReadonlyMap<string, Entry>;
  /** Rooms to ask the server for, and the rev that its answer must have reached. */
  stale: ReadonlyMap<string, number>;
  /**
   * How many changes of a room the list has heard of that no rev orders: read state and membership. An answer of the server's
   * that was asked for at an older version knows less than the list, and is not believed.
   */
  versions: ReadonlyMap<string, number>;
};

/** A list in the making: copied once for a change, however many rooms that touches. */
export class ChatListBuilder {
  readonly entries: Map<string, Entry>;
  readonly stale: Map<string, number>;
  readonly versions: Map<string, number>;
  private touched = false;

  constructor(private readonly before: ChatList) {
    this.entries = new Map(before.entries);
    this.stale = new Map(before.stale);
    this.versions = new Map(before.versions);
  }

  done(): ChatList {
    return this.touched ? { entries: this.entries, stale: this.stale, versions: this.versions } : this.before;
  }

  room(id: string): Room | undefined {
    return this.entries.get(id)?.room;
  }

  put(room: Room, factsRev = this.entries.get(room.id)?.factsRev ?? room.rev): void {
    this.entries.set(room.id, { room, factsRev });
    this.touched = true;
  }

  drop(id: string): void {
    if (this.entries.delete(id)) this.touched = true;
    this.markFresh(id);
  }

  markStale(id: string, rev: number): void {
    if ((this.stale.get(id) ?? -1) >= rev) return;
    this.stale.set(id, rev);
    this.touched = true;
  }

  markFresh(id: string): void {
    if (this.stale.delete(id)) this.touched = true;
  }

  nextVersion(id: string): void {
    this.versions.set(id, (this.versions.get(id) ?? 0) + 1);
    this.touched = true;
  }
}
