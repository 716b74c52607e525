import { toQuote } from "./quote.ts";
import type { Message, Quote } from "./schema.ts";
import type { Timeline } from "./timeline.ts";

/**
 * Original messages outside the window that a reply in it quotes or has quoted, each in the newest known state. The
 * value is null for an original that the server does not give.
 */
export type Quotes = ReadonlyMap<string, Quote | null>;

/** Returns a function that finds the quote of an original: undefined until it is known, null when it cannot be had. */
export function quoteFinder({ messages, quoted, root }: Pick<Timeline, "messages" | "quoted"> & Partial<Timeline>) {
  let byId: Map<string, Message> | undefined;
  return (id: string): Quote | null | undefined => {
    byId ??= new Map((root ? [root, ...messages] : messages).map((one) => [one.id, one]));
    const inWindow = byId.get(id);
    const other = quoted.get(id);
    if (!inWindow) return other;
    return other && other.rev > inWindow.rev ? other : toQuote(inWindow);
  };
}

/** Lists the quoted originals that are not known yet. The caller fetches them and passes them to `putQuotes`. */
export function missingQuotes(state: Timeline): string[] {
  const wanted = wantedBy(state);
  for (const { id } of state.messages) wanted.delete(id);
  if (state.root) wanted.delete(state.root.id);
  return [...wanted].filter((id) => !state.quoted.has(id));
}

/** Takes in fetched originals, unless a newer state of them is known. */
export function putQuotes(state: Timeline, quotes: readonly Quote[]): Timeline {
  const newer = quotes.filter((one) => (state.quoted.get(one.id)?.rev ?? 0) < one.rev);
  if (newer.length === 0) return state;
  return { ...state, quoted: new Map([...state.quoted, ...newer.map((one) => [one.id, one] as const)]) };
}

/** Notes that the server does not give an original. */
export function putMissing(state: Timeline, id: string): Timeline {
  return state.quoted.has(id) ? state : { ...state, quoted: new Map([...state.quoted, [id, null]]) };
}

/**
 * Takes in the change of a message outside the window, if a reply in the window quotes that message. The first that is heard of it has to
 * be the room's newest change: an event that comes late may be older than one that came before the reply, and was dropped.
 */
export function noteOriginal(state: Timeline, message: Message): Timeline {
  const isWanted = state.quoted.has(message.id) || (message.rev >= state.known && isQuoted(state, message.id));
  return isWanted ? putQuotes(state, [toQuote(message)]) : state;
}

/** Whether a reply in the window quotes a message outside of it of which the change at `rev` is not known. */
export function lacksOriginal(state: Timeline, id: string, rev: number): boolean {
  const known = state.quoted.get(id);
  return known === undefined ? isQuoted(state, id) : known !== null && known.rev < rev;
}

/** Keeps those messages of `dropped`, which were cut from the window, that a reply in the window still quotes. */
export function keepQuotes(state: Timeline, dropped: readonly Message[]): Timeline {
  const wanted = wantedBy(state);
  const quoted = [...state.quoted].filter(([id]) => wanted.has(id));
  const originals = dropped.filter(({ id }) => wanted.has(id)).map(toQuote);
  return putQuotes({ ...state, quoted: new Map(quoted) }, originals);
}

const isQuoted = ({ messages, pending }: Timeline, id: string): boolean =>
  messages.some((one) => one.replyToId === id) || pending.some((one) => one.replyToId === id);

function wantedBy({ messages, pending }: Timeline): Set<string> {
  const wanted = new Set<string>();
  for (const { replyToId } of messages) if (replyToId !== null) wanted.add(replyToId);
  for (const { replyToId } of pending) if (replyToId !== null) wanted.add(replyToId);
  return wanted;
}
