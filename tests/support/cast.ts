import { randomUUID } from "node:crypto";
import { type Member, membersReplySchema } from "@/lib/members/schema.ts";
import type { SendInput } from "@/lib/messages/input-schema.ts";
import {
  type ChangesPage,
  changesReplySchema,
  type HistoryPage,
  historyReplySchema,
  type Message,
  messageReplySchema,
} from "@/lib/messages/schema.ts";
import { byActivity } from "@/lib/rooms/chat-list.ts";
import type { CreateRoomInput, RoomScope, UpdateRoomInput } from "@/lib/rooms/input-schema.ts";
import type { MemberSettings } from "@/lib/rooms/member-settings.ts";
import { type MemberRole, type Room, type RoomsPage, roomReplySchema, roomsReplySchema } from "@/lib/rooms/schema.ts";
import { loginReplySchema, registerReplySchema } from "@/lib/users/credentials-schema.ts";
import type { User } from "@/lib/users/schema.ts";
import { type Client, client, expectReply, expectSuccess } from "./client.ts";

type Where = { url: string };
type RoomRef = string | { id: string };
type PersonRef = string | { id: string };
type SendMore = Partial<Pick<SendInput, "clientId" | "replyToId" | "files" | "rootId" | "inRoom">>;
type Page = { before?: number; after?: number; around?: number; limit?: number };

export const PASSWORD = "correct horse battery";

/**
 * A person on a server, who acts through the JSON API. Each method expects success and parses the reply strictly, so
 * that a leaked field fails. For refusals use `api` and look at the reply.
 */
export class Person {
  readonly api: Client;

  constructor(
    readonly server: Where,
    readonly user: User,
    readonly token: string,
    readonly password: string,
  ) {
    this.api = client(server.url, token);
  }

  get id(): string {
    return this.user.id;
  }

  get username(): string {
    return this.user.username;
  }

  /** The same person with a new session, as on another device or on a server that was restarted with another port. */
  async logIn(server: Where = this.server): Promise<Person> {
    const body = { username: this.username, password: this.password };
    const { user, token } = await expectReply(client(server.url).post("/api/login", body), loginReplySchema);
    return new Person(server, user, token, this.password);
  }

  /** The same session through another address: a proxy, or another server with the same data. */
  via(server: Where): Person {
    return new Person(server, this.user, this.token, this.password);
  }

  async logOut(): Promise<void> {
    await expectSuccess(this.api.post("/api/logout"));
  }

  /** All rooms of the scope, from as many pages as that takes. */
  async rooms(scope: RoomScope = "joined"): Promise<Room[]> {
    const rooms = new Map<string, Room>();
    let after: string | null = "";
    while (after !== null) {
      const page = await this.roomsPage(`scope=${scope}&limit=200${after && `&after=${encodeURIComponent(after)}`}`);
      for (const room of page.rooms) rooms.set(room.id, room);
      after = page.next;
    }
    return [...rooms.values()].sort(byActivity);
  }

  roomsPage(query: string): Promise<RoomsPage> {
    return expectReply(this.api.get(`/api/chat/rooms?${query}`), roomsReplySchema);
  }

  async room(room: RoomRef): Promise<Room> {
    return (await expectReply(this.api.get(at(room)), roomReplySchema)).room;
  }

  /** The default room, which everybody joins. */
  async general(): Promise<Room> {
    const room = (await this.rooms()).find((one) => one.isDefault);
    if (!room) throw new Error(`${this.username} is in no room that is there from the start`);
    return room;
  }

  async createRoom(input: Partial<Extract<CreateRoomInput, { kind: "OPEN" | "PRIVATE" }>> = {}): Promise<Room> {
    const body = { kind: "OPEN", name: `Room ${randomUUID().slice(0, 8)}`, ...input };
    return (await expectReply(this.api.post("/api/chat/rooms", body), roomReplySchema)).room;
  }

  /** The direct chat with these people, or with nobody else the one with oneself. */
  async directWith(...people: PersonRef[]): Promise<Room> {
    const body = { kind: "DIRECT", userIds: people.map(idOf) };
    return (await expectReply(this.api.post("/api/chat/rooms", body), roomReplySchema)).room;
  }

  async updateRoom(room: RoomRef, input: UpdateRoomInput): Promise<Room> {
    return (await expectReply(this.api.patch(at(room), input), roomReplySchema)).room;
  }

  async deleteRoom(room: RoomRef): Promise<void> {
    await expectSuccess(this.api.delete(at(room)));
  }

  async members(room: RoomRef): Promise<Member[]> {
    return (await expectReply(this.api.get(`${at(room)}/members`), membersReplySchema)).members;
  }

  async join(room: RoomRef): Promise<void> {
    await expectSuccess(this.api.post(`${at(room)}/members`, {}));
  }

  async add(room: RoomRef, ...people: PersonRef[]): Promise<void> {
    await expectSuccess(this.api.post(`${at(room)}/members`, { userIds: people.map(idOf) }));
  }

  async changeRole(room: RoomRef, person: PersonRef, role: MemberRole): Promise<void> {
    await expectSuccess(this.api.patch(`${at(room)}/members/${idOf(person)}`, { role }));
  }

  async remove(room: RoomRef, person: PersonRef): Promise<void> {
    await expectSuccess(this.api.delete(`${at(room)}/members/${idOf(person)}`));
  }

  async leave(room: RoomRef): Promise<void> {
    await expectSuccess(this.api.delete(`${at(room)}/members/me`));
  }

  async send(room: RoomRef, body: string, more: SendMore = {}): Promise<Message> {
    const reply = this.api.post(`${at(room)}/messages`, { body, ...more });
    return (await expectReply(reply, messageReplySchema)).message;
  }

  async edit(message: { id: string }, body: string): Promise<Message> {
    const reply = this.api.patch(`/api/chat/messages/${message.id}`, { body });
    return (await expectReply(reply, messageReplySchema)).message;
  }

  async deleteMessage(message: { id: string }): Promise<void> {
    await expectSuccess(this.api.delete(`/api/chat/messages/${message.id}`));
  }

  async restore(message: { id: string }): Promise<Message> {
    const reply = this.api.post(`/api/chat/messages/${message.id}/restore`);
    return (await expectReply(reply, messageReplySchema)).message;
  }

  async forward(message: { id: string }, room: RoomRef, body = ""): Promise<Message> {
    const reply = this.api.post(`/api/chat/messages/${message.id}/forward`, { roomId: idOf(room), body });
    return (await expectReply(reply, messageReplySchema)).message;
  }

  /** As `deleteMessage`, of somebody else's: nobody can restore it, and its files are removed at once. */
  async deleteAsModerator(message: { id: string; roomId: string }, owner: Person): Promise<void> {
    await owner.changeRole(message.roomId, this, "MODERATOR");
    await this.deleteMessage(message);
  }

  async history(room: RoomRef, page: Page = {}): Promise<HistoryPage> {
    return expectReply(this.api.get(`${at(room)}/messages?${query(page)}`), historyReplySchema);
  }

  /** Every message of the room, oldest first, from as many pages as that takes. */
  async fullHistory(room: RoomRef): Promise<Message[]> {
    const messages: Message[] = [];
    for (let after = 0; ; ) {
      const page = await this.history(room, { after, limit: 100 });
      messages.push(...page.messages);
      const last = page.messages.at(-1);
      if (!page.hasAfter || !last) return messages;
      after = last.seq;
    }
  }

  async changes(room: RoomRef, since: number, limit?: number): Promise<ChangesPage> {
    return expectReply(this.api.get(`${at(room)}/changes?${query({ since, limit })}`), changesReplySchema);
  }

  async read(room: RoomRef, seq: number): Promise<void> {
    await expectSuccess(this.api.post(`${at(room)}/read`, { seq }));
  }

  /** Sets something in the room for this person alone. */
  async setInRoom(room: RoomRef, settings: Partial<MemberSettings>): Promise<Room> {
    return (await expectReply(this.api.patch(`${at(room)}/members/me/settings`, settings), roomReplySchema)).room;
  }
}

/** Registers one person. */
export async function register(server: Where, username: string, password = PASSWORD): Promise<Person> {
  const reply = client(server.url).post("/api/register", { username, password });
  const { user, token } = await expectReply(reply, registerReplySchema);
  return new Person(server, user, token, password);
}

export type Cast = { ada: Person; grace: Person; linus: Person; mallory: Person };

/**
 * Ada (the first to register, and so the administrator), Grace and Linus, who talk with each other, and Mallory, who is
 * kept out of what the others make.
 */
export async function cast(server: Where): Promise<Cast> {
  const ada = await register(server, "ada");
  const grace = await register(server, "grace");
  const linus = await register(server, "linus");
  const mallory = await register(server, "mallory");
  return { ada, grace, linus, mallory };
}

const idOf = (thing: string | { id: string }): string => (typeof thing === "string" ? thing : thing.id);
const at = (room: RoomRef): string => `/api/chat/rooms/${idOf(room)}`;

function query(values: Record<string, number | undefined>): string {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
}
