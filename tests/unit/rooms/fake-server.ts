import { toPreview } from "../../../lib/messages/preview.ts";
import type { Message } from "../../../lib/messages/schema.ts";
import { mentionsOf } from "../../../lib/messages/text/mentions-of.ts";
import { applyChange, type ChatList, chatList, type ListChange } from "../../../lib/rooms/chat-list.ts";
import { DEFAULT_SETTINGS } from "../../../lib/rooms/member-settings.ts";
import type { Room } from "../../../lib/rooms/schema.ts";
import type { Author } from "../../../lib/users/schema.ts";

export const ada: Author = { id: "ada", username: "ada", displayName: "Ada", pictureId: null };
/** Ada as the viewer, with the names that call her. */
export const me = { ...ada, ownNames: ["ada"] };
export const grace: Author = { id: "grace", username: "grace", displayName: "Grace", pictureId: null };
export const linus: Author = { id: "linus", username: "linus", displayName: "Linus", pictureId: null };

const time = (n: number) => new Date(Date.UTC(2026, 0, 1) + n * 1000).toISOString();

export function roomOf(id: string, over: Partial<Room> = {}): Room {
  return {
    id,
    kind: "OPEN",
    name: id,
    topic: "",
    pictureId: null,
    memberCount: 3,
    archivedAt: null,
    threads: "OFF",
    mentionAll: "MEMBERS",
    isDefault: false,
    isGroup: false,
    createdAt: time(0),
    lastActivityAt: time(0),
    seq: 0,
    rev: 0,
    joined: true,
    role: "MEMBER",
    lastReadSeq: 0,
    unread: 0,
    mentioned: false,
    addedBy: null,
    lastMessage: null,
    people: [],
    settings: DEFAULT_SETTINGS,
    ...over,
  };
}

type Held = { name: string; joined: boolean; rev: number; read: number; messages: Message[] };

/** A minimal server for ada's chat list. Every write returns the events that it causes. */
export class FakeServer {
  private readonly rooms = new Map<string, Held>();
  private clock = 0;

  constructor(ids: readonly string[]) {
    for (const id of ids) this.rooms.set(id, { name: id, joined: true, rev: 0, read: 0, messages: [] });
  }

  /** A reply in the thread about a message, and the change of that message. */
  reply(roomId: string, author: Author, at: number, body: string, inRoom = false): ListChange[] {
    const held = this.held(roomId);
    const about = held.messages[at % Math.max(1, held.messages.length)];
    if (about?.kind !== "USER") return [];
    const rootId = about.rootId ?? about.id;
    const sent = this.send(roomId, author, body, "USER", { rootId, inRoom });
    const root = held.messages.find(({ id }) => id === rootId) as Message;
    held.rev += 1;
    const replyCount = (root.thread?.replyCount ?? 0) + 1;
    const thread = { replyCount, lastReplyAt: time(this.clock), participants: [author] };
    const message: Message = { ...root, thread, rev: held.rev };
    held.messages[root.seq - 1] = message;
    return [...sent, ...this.heard(held, [{ type: "message.changed", roomId, rev: held.rev, message }])];
  }

  send(
    roomId: string,
    author: Author,
    body: string,
    kind: Message["kind"] = "USER",
    place: Pick<Message, "rootId" | "inRoom"> = { rootId: null, inRoom: true },
  ): ListChange[] {
    const held = this.held(roomId);
    held.rev += 1;
    this.clock += 1;
    const message: Message = {
      id: `${roomId}${held.messages.length + 1}`,
      roomId,
      seq: held.messages.length + 1,
      rev: held.rev,
      kind,
      body,
      author,
      clientId: null,
      system: null,
      replyToId: null,
      files: [],
      reactions: [],
      createdAt: time(this.clock),
      editedAt: null,
      deletedAt: null,
      pinned: false,
      ...place,
      thread: null,
    };
    held.messages.push(message);
    return this.heard(held, [{ type: "message.changed", roomId, rev: held.rev, message }]);
  }

  change(roomId: string, at: number, how: "edit" | "delete" | "big"): ListChange[] {
    const held = this.held(roomId);
    const old = held.messages[at % Math.max(1, held.messages.length)];
    if (!old) return [];
    held.rev += 1;
    const news =
      how === "delete" ? { body: "", deletedAt: time(this.clock) } : { body: "hello @ada", editedAt: time(1) };
    const message: Message = { ...old, ...news, rev: held.rev };
    held.messages[old.seq - 1] = message;
    const event: ListChange = { type: "message.changed", roomId, rev: held.rev, message };
    return this.heard(held, [how === "big" ? { ...event, message: undefined } : event]);
  }

  rename(roomId: string, name: string): ListChange[] {
    const held = this.held(roomId);
    held.name = name;
    const events = this.send(roomId, grace, `renamed to ${name}`, "SYSTEM");
    const { kind, topic, pictureId, memberCount, archivedAt, threads, mentionAll } = this.room(roomId);
    const room = { kind, name, topic, pictureId, memberCount, archivedAt, threads, mentionAll };
    return this.heard(held, [...events, { type: "room.changed", roomId, rev: held.rev, room }]);
  }

  read(roomId: string, seq: number): ListChange[] {
    const held = this.held(roomId);
    held.read = Math.min(seq, held.messages.length);
    const { lastReadSeq, unread, mentioned } = this.room(roomId);
    return this.heard(held, [{ type: "read.changed", roomId, lastReadSeq, unread, mentioned }]);
  }

  member(roomId: string, joined: boolean): ListChange[] {
    this.held(roomId).joined = joined;
    return [{ type: "membership.changed", roomId, joined }];
  }

  room(roomId: string): Room {
    const held = this.held(roomId);
    const drawn = held.messages.filter((m) => m.inRoom);
    const news = drawn
      .filter((m) => m.seq > held.read)
      .filter((m) => m.kind === "USER" && m.author.id !== "ada" && !m.deletedAt);
    const last = drawn.at(-1);
    return roomOf(roomId, {
      name: held.name,
      joined: held.joined,
      rev: held.rev,
      seq: held.messages.length,
      lastActivityAt: last?.createdAt ?? time(0),
      lastReadSeq: held.read,
      unread: news.length,
      mentioned: news.some((m) => mentionsOf(m.body).names.includes("ada")),
      lastMessage: last ? toPreview(last) : null,
    });
  }

  joined(): Room[] {
    return [...this.rooms.keys()].map((id) => this.room(id)).filter((room) => room.joined);
  }

  private held(id: string): Held {
    const held = this.rooms.get(id);
    if (!held) throw new Error(`no room ${id}`);
    return held;
  }

  private heard(held: Held, events: ListChange[]): ListChange[] {
    return held.joined ? events : [];
  }
}

/** The tab of ada's browser: it applies events and fetches the rooms that they leave stale. */
export class FakeTab {
  list: ChatList;

  constructor(private readonly world: FakeServer) {
    this.list = chatList(world.joined());
  }

  hear(...changes: ListChange[]): this {
    for (const change of changes) this.list = applyChange(this.list, change, me);
    return this;
  }

  /** Fetches every stale room; the `late` events arrive between request and reply. */
  ask(late: ListChange[] = []): void {
    const questions = [...this.list.stale.keys()].map((id) => ({
      room: this.world.room(id),
      version: this.list.versions.get(id),
    }));
    this.hear(...late, ...questions.map((answer): ListChange => ({ type: "room.fetched", ...answer })));
  }

  settle(): this {
    for (let round = 0; this.list.stale.size > 0; round += 1) {
      if (round > 3) throw new Error("the list never settles");
      this.ask();
    }
    return this;
  }
}
