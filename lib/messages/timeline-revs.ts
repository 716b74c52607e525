import type { HistoryPage } from "./schema.ts";
import type { Timeline } from "./timeline.ts";

/** Notes that the changes which took these revs are applied. */
export function markApplied(state: Timeline, revs: readonly number[]): Timeline {
  const fresh = revs.filter((rev) => rev > state.rev && !state.ahead.includes(rev));
  if (fresh.length === 0) return state;
  return { ...state, known: Math.max(state.known, ...fresh), ...advance(state.rev, [...state.ahead, ...fresh]) };
}

/** Notes that the room has changed, so that the change is fetched. */
export function markKnown(state: Timeline, rev: number): Timeline {
  return rev <= state.known ? state : { ...state, known: rev };
}

/**
 * Takes `rev` back to that of a page that is older. The page may lack changes that were dropped when they came, because
 * their messages were outside of the window then; catch-up brings them again.
 */
export function rewind(state: Timeline, page: HistoryPage): Timeline {
  const ahead = state.ahead.filter((one) => one <= page.rev);
  if (page.rev >= state.rev && ahead.length === state.ahead.length) return state;
  return { ...state, rev: Math.min(state.rev, page.rev), ahead };
}

/** Moves `rev` over the applied revs that follow it without a gap. */
export function advance(rev: number, seen: readonly number[]): Pick<Timeline, "rev" | "ahead"> {
  let now = rev;
  const ahead = seen.filter((one) => one > rev).sort((a, b) => a - b);
  while (ahead[0] === now + 1) now = ahead.shift() as number;
  return { rev: now, ahead };
}
