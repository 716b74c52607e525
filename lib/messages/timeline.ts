import type { FileKind } from "../files/types.ts";
import type { OwnReactionsChange, ReactionsChange } from "../reactions/schema.ts";
import type { OwnThreadChange } from "../threads/schema.ts";
import type { Author } from "../users/schema.ts";
import { type ConversationKey, isPartOf } from "./conversation-key.ts";
import { indexOfSeq } from "./index-of-seq.ts";
import type { ChangesPage, HistoryPage, Message } from "./schema.ts";
import { keepQuotes, noteOriginal, putQuotes, type Quotes } from "./timeline-quotes.ts";
import { applyOwnReactions, applyReactions, newest } from "./timeline-reactions.ts";
import { advance, markApplied, markKnown, rewind } from "./timeline-revs.ts";
import { applyOwnThread, countReply, putRoot } from "./timeline-threads.ts";

/** A file of an unsent message; `id` is this browser's own. `lib/uploads/browser/uploads` knows its progress. */
export type PendingFile = {
  id: string;
  name: string;
  /** In bytes. */
  size: number;
  kind: FileKind;
  /** In px. Absent until this browser has measured the file, and when it cannot. */
  width?: number | null;
  height?: number | null;
};

/** A message of the viewer that the server has not confirmed yet. */
export type PendingMessage = {
  clientId: string;
  body: string;
  replyToId: string | null;
  files?: readonly PendingFile[];
  /** A reply in a thread that is sent to the room, too. */
  inRoom?: boolean;
  createdAt: string;
  /** A `waiting` message is sent by itself later; a `failed` one waits for its author to decide. */
  status: "sending" | "waiting" | "failed";
  /** The reason why the message waits or failed, as a text for its author. */
  error?: string;
};

/**
 * The state of one conversation as this client knows it. `messages` is one window on the history, ascending by seq. The
 * client has applied all changes up to `rev`, and those in `ahead` beyond a gap. `known` is the highest rev heard of.
 */
export type Timeline = {
  readonly conversation: ConversationKey;
  readonly viewerId: string;
  readonly messages: readonly Message[];
  /** In a thread, the message that it is about; null in a room. */
  readonly root: Message | null;
  readonly rev: number;
  readonly known: number;
  readonly ahead: readonly number[];
  readonly hasBefore: boolean;
  readonly hasAfter: boolean;
  readonly pending: readonly PendingMessage[];
  readonly quoted: Quotes;
};

/**
 * One change of the room, from an event or a reply to the viewer. One with neither `message` nor reactions must be fetched.
 */
export type Change = { rev: number; message?: Message } | ReactionsChange | OwnReactionsChange;

/** A page of a room has no root. */
export type ConversationPage = HistoryPage & { root?: Message };

export function fromPage(viewerId: string, conversation: ConversationKey, page: ConversationPage): Timeline {
  const empty = { viewerId, conversation, messages: [], root: null, rev: 0, known: 0, ahead: [], pending: [] };
  return replacePage({ ...empty, quoted: new Map(), hasBefore: false, hasAfter: false }, page);
}

/** Applies a change from an event, a reply or catch-up. Order and repetition do not change the result. */
export function apply(state: Timeline, change: Change | OwnThreadChange): Timeline {
  if ("ownThread" in change) return applyOwnThread(state, change);
  if ("reactions" in change) return applyReactions(state, change);
  if ("ownReactions" in change) return applyOwnReactions(state, change);
  return change.message ? markApplied(put(state, change.message), [change.rev]) : markKnown(state, change.rev);
}

/** Applies a page of `GET …/changes?since=<since>`. When `rev` went back since the request, a gap stays. */
export function applyChanges(state: Timeline, since: number, page: ChangesPage): Timeline {
  const next = putQuotes(page.messages.reduce(put, state), page.quotes);
  if (since > state.rev) return { ...next, known: Math.max(next.known, page.rev) };
  const rev = Math.max(next.rev, page.rev);
  return { ...next, known: Math.max(next.known, rev), ...advance(rev, next.ahead) };
}

/** Puts a person's new name or picture on all messages and quotes of theirs. */
export function withAuthor(state: Timeline, { id, username, displayName, pictureId }: Author): Timeline {
  const author = { id, username, displayName, pictureId };
  const isOld = (one: { author: Author } | null) =>
    one?.author.id === id && (one.author.displayName !== displayName || one.author.pictureId !== pictureId);
  const renamed = <T extends { author: Author } | null>(one: T): T => (isOld(one) ? { ...one, author } : one);
  const quotes = [...state.quoted];
  const quoted = quotes.some(([, one]) => isOld(one))
    ? new Map(quotes.map(([key, one]) => [key, renamed(one)]))
    : state.quoted;
  const ofMessage = (message: Message): Message => {
    const { thread } = message;
    if (!thread?.participants.some((one) => isOld({ author: one }))) return renamed(message);
    const participants = thread.participants.map((one) => (one.id === id ? author : one));
    return renamed({ ...message, thread: { ...thread, participants } });
  };
  const changed = state.messages.map(ofMessage);
  const messages = changed.some((one, at) => one !== state.messages[at]) ? changed : state.messages;
  const root = state.root && ofMessage(state.root);
  const isSame = messages === state.messages && quoted === state.quoted && root === state.root;
  return isSame ? state : { ...state, messages, quoted, root };
}

/** Whether the client has heard of a change that it has not applied. */
export function needsCatchUp(state: Timeline): boolean {
  return state.known > state.rev;
}

/** Adds older messages, fetched with `before` = the seq of the first message in the window. */
export function prependPage(state: Timeline, page: ConversationPage): Timeline {
  return rewind({ ...state, ...merge(state, page), hasBefore: page.hasBefore }, page);
}

/** Adds newer messages, fetched with `after` = the seq of the last message in the window. */
export function appendPage(state: Timeline, page: ConversationPage): Timeline {
  return rewind({ ...state, ...merge(state, page), hasAfter: page.hasAfter }, page);
}

/** Replaces the window, after a jump or a reload. Pending messages stay. */
export function replacePage(state: Timeline, page: ConversationPage): Timeline {
  const { hasBefore, hasAfter, rev } = page;
  const known = Math.max(state.known, rev);
  const bare = { ...state, messages: [], rev, known, ahead: [], hasBefore, hasAfter, quoted: new Map() };
  return { ...bare, ...merge(bare, page) };
}

/**
 * Keeps `keep` messages around the one at `anchorSeq`, or the newest ones when that is null. A room that stays open for
 * days, or is read back for years, must not grow without end.
 */
export function trim(state: Timeline, keep: number, anchorSeq: number | null): Timeline {
  const { messages } = state;
  if (messages.length <= keep) return state;
  const middle = anchorSeq === null ? messages.length : indexOfSeq(messages, anchorSeq);
  const from = Math.max(0, Math.min(middle - Math.floor(keep / 2), messages.length - keep));
  const to = from + keep;
  const cut = {
    ...state,
    messages: messages.slice(from, to),
    hasBefore: state.hasBefore || from > 0,
    hasAfter: state.hasAfter || to < messages.length,
  };
  return keepQuotes(cut, [...messages.slice(0, from), ...messages.slice(to)]);
}

/** Adds or updates a pending message, unless the server has already confirmed it. */
export function putPending(state: Timeline, pending: PendingMessage): Timeline {
  if (state.messages.some((one) => isStored(state, one, pending.clientId))) return state;
  const at = state.pending.findIndex((one) => one.clientId === pending.clientId);
  return { ...state, pending: at < 0 ? [...state.pending, pending] : state.pending.with(at, pending) };
}

export function discardPending(state: Timeline, clientId: string): Timeline {
  const pending = state.pending.filter((one) => one.clientId !== clientId);
  return pending.length === state.pending.length ? state : { ...state, pending };
}

function isStored(state: Timeline, message: Message, clientId: string): boolean {
  return message.clientId === clientId && message.author.id === state.viewerId;
}

/** Puts a message at its place in the window, unless a newer state is there or its place is outside of the window. */
function put(state: Timeline, message: Message): Timeline {
  if (message.roomId !== state.conversation.roomId) return state;
  const pending = state.pending.filter((one) => !isStored(state, message, one.clientId));
  const confirmed = pending.length === state.pending.length ? state : { ...state, pending };
  const base = countReply(putRoot(confirmed, message), message);
  if (!isPartOf(base.conversation, message)) return noteOriginal(base, message);
  const { messages } = base;
  const at = indexOfSeq(messages, message.seq);
  const current = messages[at];
  if (current?.seq === message.seq) {
    const next = newest(current, message);
    return next === current ? base : { ...base, messages: messages.with(at, next) };
  }
  const isBefore = at === 0 && base.hasBefore;
  const isAfter = at === messages.length && base.hasAfter;
  return isBefore || isAfter ? noteOriginal(base, message) : { ...base, messages: messages.toSpliced(at, 0, message) };
}

/** Merges a page into the window; each message is in its newest state. */
function merge(state: Timeline, page: ConversationPage): Pick<Timeline, "messages" | "root" | "pending" | "quoted"> {
  const open = { ...state, hasBefore: false, hasAfter: false };
  const withRoot = page.root ? put(open, page.root) : open;
  const { messages, root, pending, quoted } = putQuotes(page.messages.reduce(put, withRoot), page.quotes);
  return { messages, root, pending, quoted };
}
