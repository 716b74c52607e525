import type { EventPayload } from "../realtime/events.ts";
import type { Author } from "../users/schema.ts";
import { type ChatList, ChatListBuilder, type SettingsWishes } from "./chat-list-builder.ts";
import { messageChanged, reactionsChanged } from "./chat-list-messages.ts";
import { directName } from "./direct-name.ts";
import type { Room, RoomFacts } from "./schema.ts";

export type { ChatList, SettingsWishes } from "./chat-list-builder.ts";

/** The position of a room in the list. */
export type ListPosition = Pick<Room, "id" | "lastActivityAt">;
/** The viewer, with the folded names by which messages call them. */
export type Me = { id: string; ownNames: readonly string[] };

type ListEvent =
  | "message.changed"
  | "reactions.changed"
  | "room.changed"
  | "room.deleted"
  | "read.changed"
  | "membership.changed";

export type ListChange =
  | { [N in ListEvent]: { type: N } & EventPayload<N> }[ListEvent]
  | { type: "user.changed"; user: Author }
  /** The server's answer about one room, requested when `versions.get(id)` was `version`. */
  | { type: "room.fetched"; room: Room; version: number | undefined }
  /** The answer about the rooms down to `end` (null: all), requested when the list had these `versions`. */
  | { type: "list.fetched"; rooms: readonly Room[]; versions: ChatList["versions"]; end: ListPosition | null }
  /** The answer about one more page of rooms. */
  | { type: "page.fetched"; rooms: readonly Room[]; versions: ChatList["versions"] }
  | { type: "room.lost"; roomId: string }
  /** What the viewer has set in rooms and the server does not have yet, and the time. */
  | { type: "settings.wished"; wishes: SettingsWishes; now: string };

export function chatList(rooms: readonly Room[]): ChatList {
  return {
    entries: new Map(rooms.map((room) => [room.id, { room, factsRev: room.rev }])),
    stale: new Map(),
    versions: new Map(),
    wishes: new Map(),
  };
}

/** Sorts by newest activity; the id decides between equals, so that the order is the same everywhere. */
export function sortedRooms(list: ChatList): Room[] {
  return [...list.entries.values()].map((entry) => entry.room).sort(byActivity);
}

export function byActivity(a: ListPosition, b: ListPosition): number {
  if (a.lastActivityAt !== b.lastActivityAt) return a.lastActivityAt < b.lastActivityAt ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

/**
 * Returns the list after `change`, or the same object when nothing changed. Applying a change twice has the effect of
 * applying it once.
 */
export function applyChange(list: ChatList, change: ListChange, me: Me): ChatList {
  const builder = new ChatListBuilder(list);
  switch (change.type) {
    case "message.changed":
      messageChanged(builder, change, me);
      break;
    case "reactions.changed":
      reactionsChanged(builder, change);
      break;
    case "room.changed":
      roomChanged(builder, change);
      break;
    case "room.deleted":
    case "room.lost":
      builder.drop(change.roomId);
      builder.nextVersion(change.roomId);
      break;
    case "read.changed":
      readChanged(builder, change);
      break;
    case "membership.changed":
      if (change.joined) builder.markStale(change.roomId, 0);
      else builder.drop(change.roomId);
      builder.nextVersion(change.roomId);
      break;
    case "settings.wished":
      builder.wish(change.wishes, change.now);
      break;
    case "user.changed":
      userChanged(builder, change.user);
      break;
    case "room.fetched":
      roomFetched(builder, change.room, change.version);
      break;
    case "list.fetched":
      listFetched(builder, change.rooms, change.versions, change.end);
      break;
    case "page.fetched":
      for (const room of change.rooms) roomFetched(builder, room, change.versions.get(room.id));
      break;
  }
  return builder.done();
}

function roomChanged(builder: ChatListBuilder, { roomId, rev, room: facts }: EventPayload<"room.changed">): void {
  const entry = builder.entries.get(roomId);
  if (!entry || rev < entry.factsRev) return;
  // A direct chat is named after its other people, so each member sees another name, and the event has none.
  const news: Partial<RoomFacts> = { ...facts };
  if (entry.room.kind === "DIRECT") delete news.name;
  builder.put({ ...entry.room, ...news }, rev);
  // The name of a direct chat changes when somebody leaves, and the event does not contain it, so the room is fetched.
  if (entry.room.kind === "DIRECT" && facts.memberCount !== entry.room.memberCount) builder.markStale(roomId, rev);
}

function readChanged(builder: ChatListBuilder, change: EventPayload<"read.changed">): void {
  const room = builder.room(change.roomId);
  if (!room) return;
  const { lastReadSeq, unread, mentioned } = change;
  // Reading in the room also acknowledges that one was added to it.
  builder.put({ ...room, lastReadSeq, unread, mentioned, addedBy: null });
  builder.nextVersion(room.id);
  // The event does not say at which seq the count was made, so unless nothing is unread, the room is fetched.
  if (unread > 0 || lastReadSeq < (room.lastMessage?.seq ?? room.seq)) builder.markStale(room.id, room.rev);
}

function userChanged(builder: ChatListBuilder, { id, username, displayName, pictureId }: Author): void {
  const author = { id, username, displayName, pictureId };
  for (const { room } of [...builder.entries.values()]) {
    const inPeople = room.people.some((person) => person.id === id);
    const isLast = room.lastMessage?.author.id === id;
    if (!inPeople && !isLast) continue;
    const people = inPeople ? room.people.map((person) => (person.id === id ? author : person)) : room.people;
    const lastMessage = room.lastMessage && isLast ? { ...room.lastMessage, author } : room.lastMessage;
    const name = room.kind === "DIRECT" ? directName(people) : room.name;
    builder.put({ ...room, people, lastMessage, name });
  }
}

function roomFetched(builder: ChatListBuilder, room: Room, version: number | undefined): void {
  const known = builder.entries.get(room.id);
  const needed = Math.max(builder.stale.get(room.id) ?? 0, known?.room.rev ?? 0, known?.factsRev ?? 0);
  // The answer is older than an event that came meanwhile. The room is stale and will be fetched again.
  const isOld = builder.versions.get(room.id) !== version || (room.joined && room.rev < needed);
  if (isOld) {
    builder.markStale(room.id, needed);
  } else if (room.joined) {
    builder.put(room, room.rev);
    builder.markFresh(room.id);
  } else {
    builder.drop(room.id);
  }
}

function listFetched(
  builder: ChatListBuilder,
  rooms: readonly Room[],
  versions: ChatList["versions"],
  end: ListPosition | null,
): void {
  const told = new Set(rooms.map((room) => room.id));
  for (const id of new Set([...builder.entries.keys(), ...builder.stale.keys()])) {
    if (told.has(id) || isBeyond(builder.room(id), end)) continue;
    if (builder.versions.get(id) === versions.get(id)) builder.drop(id);
    else builder.markStale(id, 0);
  }
  for (const room of rooms) roomFetched(builder, room, versions.get(room.id));
}

/** Whether an answer that ends at `end` says nothing about the room. */
function isBeyond(room: Room | undefined, end: ListPosition | null): boolean {
  return end !== null && (room === undefined || byActivity(room, end) > 0);
}
