import { toQuote } from "../../../../lib/messages/quote.ts";
import type { ChangesPage, HistoryPage, Message } from "../../../../lib/messages/schema.ts";
import type { Change, ConversationPage } from "../../../../lib/messages/timeline.ts";
import { NAMED_MAX, type OwnReactionsChange } from "../../../../lib/reactions/schema.ts";
import { PARTICIPANTS_MAX } from "../../../../lib/threads/schema.ts";

export const ME = "me0";
const AUTHORS = [ME, "ada", "grace"].map((id) => ({ id, username: id, displayName: id, pictureId: null }));

/** A room as the server stores it, but in memory: one clock, one order, tombstones. */
export class FakeRoom {
  readonly id = "room1";
  rev = 0;
  messages: Message[] = [];
  log: Change[] = [];
  /** What the viewer's own channel tells. */
  ownLog: OwnReactionsChange[] = [];
  /** Who reacted, by message and emoji, and the rev of the message's newest change other than a reaction. */
  #reactors = new Map<string, Map<string, string[]>>();
  #bases = new Map<string, number>();

  send(authorIndex: number, body = "hello", clientId: string | null = null, replyToId: string | null = null): Message {
    const author = AUTHORS[authorIndex % AUTHORS.length] as Message["author"];
    return this.#change({
      ...blank(this.id, this.messages.length + 1, author),
      body,
      clientId,
      replyToId,
    });
  }

  /** A reply in the thread about a message, which is told after it. For a reply, it is the thread that it is in. */
  sendInThread(authorIndex: number, index: number, inRoom = false, replyToId: string | null = null): void {
    const about = this.messages[index % Math.max(1, this.messages.length)];
    if (!about) return;
    const rootId = about.rootId ?? about.id;
    const author = AUTHORS[authorIndex % AUTHORS.length] as Message["author"];
    const reply = { ...blank(this.id, this.messages.length + 1, author), body: "a reply", rootId, inRoom, replyToId };
    this.#change(reply);
    this.#summarize(rootId);
  }

  edit(index: number): void {
    const message = this.messages[index % Math.max(1, this.messages.length)];
    if (message) this.#change({ ...message, body: `${message.body}!`, editedAt: "2026-01-02T00:00:00.000Z" });
  }

  remove(index: number): void {
    const message = this.messages[index % Math.max(1, this.messages.length)];
    if (message) this.#reactors.delete(message.id);
    if (!message) return;
    this.#change({ ...message, body: "", reactions: [], deletedAt: "2026-01-02T00:00:00.000Z" });
    if (message.rootId !== null && message.deletedAt === null) this.#summarize(message.rootId);
  }

  #summarize(rootId: string): void {
    const root = this.messages.find(({ id }) => id === rootId) as Message;
    const replies = this.messages.filter((one) => one.rootId === rootId && one.deletedAt === null);
    const last = replies.at(-1);
    const people = [...new Map(replies.toReversed().map(({ author }) => [author.id, author])).values()];
    const thread = last && {
      replyCount: replies.length,
      lastReplyAt: last.createdAt,
      participants: people.slice(0, PARTICIPANTS_MAX),
    };
    this.#change({ ...root, thread: thread ?? null });
  }

  /** Somebody reacts to a message, or takes it back. More people than a message names do, ME among them. */
  react(index: number, person: number): void {
    const message = this.messages[index % Math.max(1, this.messages.length)];
    if (!message || message.deletedAt) return;
    const who = person % 3 === 0 ? ME : `person${person % (NAMED_MAX + 3)}`;
    const emoji = ["👍", "🎉"][Number(person % 5 === 0)] as string;
    const kinds = this.#reactors.get(message.id) ?? new Map<string, string[]>();
    this.#reactors.set(message.id, kinds);
    const people = kinds.get(emoji) ?? [];
    kinds.set(emoji, people.includes(who) ? people.filter((one) => one !== who) : [...people, who]);
    if (kinds.get(emoji)?.length === 0) kinds.delete(emoji);
    const reactions = [...kinds].map(([emoji, all]) => ({
      emoji,
      count: all.length,
      userIds: all.slice(0, NAMED_MAX),
    }));
    this.rev++;
    this.messages[message.seq - 1] = { ...message, rev: this.rev, reactions };
    const at = { roomId: this.id, messageId: message.id, seq: message.seq, rev: this.rev };
    const base = this.#bases.get(message.id) as number;
    const { rootId, inRoom } = message;
    const thread = rootId === null ? {} : { rootId, inRoom };
    this.log.push({ ...at, ...thread, revs: [this.rev], base, reactions });
    if (who === ME) this.ownLog.push({ ...at, ownReactions: this.#own(message) });
  }

  /** A message as a reply tells it to the viewer. */
  forMe(message: Message): Message {
    return message.reactions.length === 0 ? message : { ...message, ownReactions: this.#own(message) };
  }

  #own({ id }: Message): string[] {
    return [...(this.#reactors.get(id) ?? [])].flatMap(([emoji, all]) => (all.includes(ME) ? [emoji] : []));
  }

  /** The quoted messages of `messages` that are not among them. */
  quotes(messages: readonly Message[]) {
    const here = new Set(messages.map(({ id }) => id));
    const wanted = new Set(messages.map(({ replyToId }) => replyToId));
    return this.messages.filter(({ id }) => wanted.has(id) && !here.has(id)).map(toQuote);
  }

  /** A page of the thread about a message. */
  threadPage(rootId: string, query: { before?: number; after?: number } = {}, limit = 5): ConversationPage {
    const root = this.messages.find(({ id }) => id === rootId) as Message;
    return { ...this.page(query, limit, (one) => one.rootId === rootId), root: this.forMe(root) };
  }

  page(
    query: { before?: number; after?: number } = {},
    limit = 5,
    isIn: (message: Message) => boolean = ({ inRoom }) => inRoom,
  ): HistoryPage {
    const all = this.messages.filter(isIn);
    const { before = Number.POSITIVE_INFINITY, after = 0 } = query;
    const fit = all.filter((one) => one.seq < before && one.seq > after);
    const messages = query.after === undefined ? fit.slice(-limit) : fit.slice(0, limit);
    const first = messages[0]?.seq ?? before;
    const last = messages.at(-1)?.seq ?? after;
    const hasBefore = query.after === undefined ? fit.length > messages.length : all.some((m) => m.seq < first);
    const quotes = this.quotes(messages);
    return {
      messages: messages.map((one) => this.forMe(one)),
      quotes,
      hasBefore,
      hasAfter: all.some((m) => m.seq > last && last > 0),
      rev: this.rev,
    };
  }

  changes(since: number, limit = 3): ChangesPage {
    const fit = this.messages.filter((one) => one.rev > since).sort((a, b) => a.rev - b.rev);
    const messages = fit.slice(0, limit);
    const hasMore = fit.length > messages.length;
    const quotes = this.quotes(messages);
    const forMe = messages.map((one) => this.forMe(one));
    return {
      messages: forMe,
      quotes,
      hasMore,
      rev: hasMore ? (messages.at(-1)?.rev ?? since) : this.rev,
      roomRev: this.rev,
    };
  }

  #change(message: Message): Message {
    this.rev++;
    const changed = { ...message, rev: this.rev };
    this.messages[message.seq - 1] = changed;
    this.#bases.set(message.id, this.rev);
    this.log.push({ rev: this.rev, message: changed });
    return changed;
  }
}

/** A message without text. */
export function blank(roomId: string, seq: number, author: Message["author"]): Message {
  const createdAt = "2026-01-01T00:00:00.000Z";
  const none = {
    system: null,
    replyToId: null,
    editedAt: null,
    deletedAt: null,
    pinned: false,
    clientId: null,
    files: [],
    reactions: [],
    rootId: null,
    inRoom: true,
    thread: null,
  };
  return { id: `m${seq}`, roomId, seq, rev: 1, kind: "USER", body: "", author, createdAt, ...none };
}
