import type { OwnReactionsChange, ReactionsChange } from "../reactions/schema.ts";
import { newerOwn } from "../threads/own.ts";
import { isPartOf } from "./conversation-key.ts";
import { indexOfSeq } from "./index-of-seq.ts";
import type { Message } from "./schema.ts";
import type { Timeline } from "./timeline.ts";
import { lacksOriginal } from "./timeline-quotes.ts";
import { markApplied, markKnown } from "./timeline-revs.ts";

/**
 * What the viewer's own reactions are has a clock of its own, because room events, which are the same for everybody, cannot
 * tell it. A reply tells it as of the message's rev.
 */
type OwnClock = { ownRev?: number };
/** A message without reactions tells that there are none of one's own either. */
const ownRevOf = (message: Message & OwnClock): number =>
  message.ownRev ?? (message.ownReactions || message.reactions.length === 0 ? message.rev : 0);

/** Returns the newer state of a message, with the newer one of what is known of the viewer's own reactions. */
export function newest(current: Message, incoming: Message): Message {
  const [newer, older] = incoming.rev > current.rev ? [incoming, current] : [current, incoming];
  const reacted = ownRevOf(older) > ownRevOf(newer) ? withOwn(newer, older.ownReactions, ownRevOf(older)) : newer;
  const ownThread = newerOwn(current.ownThread, incoming.ownThread);
  return ownThread === reacted.ownThread ? reacted : { ...reacted, ownThread };
}

/**
 * Applies a change of a message's reactions. It does not contain the message, so where the client lacks the message, or an
 * earlier change of it, everything has to be fetched.
 */
export function applyReactions(state: Timeline, change: ReactionsChange): Timeline {
  const { messageId, seq, rev, base, reactions, rootId = null, inRoom = true } = change;
  const { messages } = state;
  const at = indexOfSeq(messages, seq);
  const isRoot = state.root?.id === messageId;
  const current = isRoot ? state.root : messages[at];
  if (current?.seq !== seq) {
    const isOutside =
      !isPartOf(state.conversation, { rootId, inRoom }) ||
      (at === 0 && state.hasBefore) ||
      (at === messages.length && state.hasAfter);
    // Catch-up brings a message once, at its newest rev. With that rev applied it would skip the edit of a quoted original.
    return isOutside && !lacksOriginal(state, messageId, base)
      ? markApplied(state, change.revs)
      : markKnown(state, rev);
  }
  if (current.rev < base) return markKnown(state, rev);
  if (current.rev >= rev) return markApplied(state, change.revs);
  const own = withOwn({ ...current, rev, reactions }, current.ownReactions, ownRevOf(current));
  return markApplied({ ...state, ...(isRoot ? { root: own } : { messages: messages.with(at, own) }) }, change.revs);
}

/** Applies what another device of the viewer has told. It takes no rev of the room: the room's own event does. */
export function applyOwnReactions(state: Timeline, change: OwnReactionsChange): Timeline {
  const { messageId, seq, rev, ownReactions } = change;
  if (state.root?.id === messageId)
    return ownRevOf(state.root) >= rev ? state : { ...state, root: withOwn(state.root, ownReactions, rev) };
  const at = indexOfSeq(state.messages, seq);
  const current = state.messages[at];
  if (current?.seq !== seq || ownRevOf(current) >= rev) return state;
  return { ...state, messages: state.messages.with(at, withOwn(current, ownReactions, rev)) };
}

function withOwn(message: Message, ownReactions: string[] | undefined, ownRev: number): Message & OwnClock {
  return { ...message, ownReactions, ownRev };
}
