import { advance } from "../messages/timeline-revs.ts";
import type { MemberSettings } from "./member-settings.ts";
import type { Room } from "./schema.ts";

/** A room of the chat list. */
type Entry = {
  room: Room;
  /** The lowest rev that the room's name, topic, kind and member count can have. */
  factsRev: number;
  /** The revs of reactions beyond a gap, which another event of the same moment mostly closes. */
  ahead?: readonly number[];
};

/** What the viewer has set in rooms and the server does not have yet. */
export type SettingsWishes = ReadonlyMap<string, Partial<MemberSettings>>;

/**
 * The chat list of one person; never changed in place. A room is current unless it is in `stale`; a stale room is shown
 * unchanged until the server has answered.
 */
export type ChatList = {
  entries: ReadonlyMap<string, Entry>;
  /** The rooms to fetch, each with the rev that the answer must have reached. */
  stale: ReadonlyMap<string, number>;
  /**
   * Counts, per room, the changes that no rev orders: read state and membership. An answer to a request made at an
   * older version is outdated, and is not applied.
   */
  versions: ReadonlyMap<string, number>;
  /** They are shown whatever the server says meanwhile. */
  wishes: SettingsWishes;
};

/** Builds a changed list. The maps are copied once per change, however many rooms it touches. */
export class ChatListBuilder {
  readonly entries: Map<string, Entry>;
  readonly stale: Map<string, number>;
  readonly versions: Map<string, number>;
  private wishes: SettingsWishes;
  private touched = false;

  constructor(private readonly before: ChatList) {
    this.entries = new Map(before.entries);
    this.stale = new Map(before.stale);
    this.versions = new Map(before.versions);
    this.wishes = before.wishes;
  }

  done(): ChatList {
    const { entries, stale, versions, wishes } = this;
    return this.touched ? { entries, stale, versions, wishes } : this.before;
  }

  room(id: string): Room | undefined {
    return this.entries.get(id)?.room;
  }

  /** Puts a room. Its rev moves over the reactions that were told ahead of it. */
  put(
    room: Room,
    factsRev = this.entries.get(room.id)?.factsRev ?? room.rev,
    told = this.entries.get(room.id)?.ahead ?? [],
  ): void {
    const { rev, ahead } = advance(room.rev, told);
    const wish = this.wishes.get(room.id);
    const settings = wish ? { ...room.settings, ...wish } : room.settings;
    const isSame = rev === room.rev && settings === room.settings;
    this.entries.set(room.id, { room: isSame ? room : { ...room, rev, settings }, factsRev, ahead });
    this.touched = true;
  }

  /** Shows the settings that wait, none of which is a mute that is over, and ends the mutes that are. `now` is an ISO time. */
  wish(wishes: SettingsWishes, now: string): void {
    this.wishes = wishes;
    this.touched = true;
    for (const { room } of [...this.entries.values()]) {
      const isOver = (room.settings.mutedUntil ?? now) < now;
      if (isOver) this.put({ ...room, settings: { ...room.settings, mutedUntil: null } });
      else if (wishes.has(room.id)) this.put(room);
    }
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
