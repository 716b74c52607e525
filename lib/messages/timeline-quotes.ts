import { toQuote } from "./quote.ts";
import type { Message, Quote } from "./schema.ts";
import type { Timeline } from "./timeline.ts";

/**
 * The originals that lie outside the window and that something in it quotes, or has quoted: each in the newest state
 * that was heard of. Null for one that cannot be had.
 */
export type Quotes = ReadonlyMap<string, Quote | null>;

/** How to find what a reply shows of its original now: undefined until it is known, null when it cannot be had. */
export function quoteFinder({ messages, quoted }: Pick<Timeline, "messages" | "quoted">) {
  let byId: Map<string, Message> | undefined;
  return (id: string): Quote | null | undefined => {
    byId ??= new Map(messages.map((one) => [one.id, one]));
    const inWindow = byId.get(id);
    const other = quoted.get(id);
    if (!inWindow) return other;
    return other && other.rev > inWindow.rev ? other : toQuote(inWindow);
  };
}

/** The originals that are quoted in this window and not known. Whoever asks for them then calls `putQuotes`. */
export function missingQuotes(state: Timeline): string[] {
  const wanted = wantedBy(state);
  for (const { id } of state.messages) wanted.delete(id);
  return [...wanted].filter((id) => !state.quoted.has(id));
}

/** Originals as a page or an answer tells them; what was heard of them since is newer and stays. */
export function putQuotes(state: Timeline, quotes: readonly Quote[]): Timeline {
  const newer = quotes.filter((one) => (state.quoted.get(one.id)?.rev ?? 0) < one.rev);
  if (newer.length === 0) return state;
  return { ...state, quoted: new Map([...state.quoted, ...newer.map((one) => [one.id, one] as const)]) };
}

/** An original that the server does not give. */
export function putMissing(state: Timeline, id: string): Timeline {
  return state.quoted.has(id) ? state : { ...state, quoted: new Map([...state.quoted, [id, null]]) };
}

/** A change of a message outside the window: of an original, it is to be seen wherever that is quoted. */
export function noteOriginal(state: Timeline, message: Message): Timeline {
  const isWanted = state.quoted.has(message.id) || isQuoted(state, message.id);
  return isWanted ? putQuotes(state, [toQuote(message)]) : state;
}

/** For a window that `dropped` was cut from: those of them that are still quoted are kept as originals. */
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
