import { type Row, seqOf } from "@/lib/messages/grouping";

type ScrollPosition = { top: number; height: number; screen: number };

/**
 * Whether the reader went up since the last look. Content that became lower takes the place along by as much, and so does
 * a screen that became higher, as when a message of many lines or pictures leaves the box below.
 */
export function hasScrolledUp(element: HTMLElement, last: ScrollPosition): boolean {
  const lower = Math.max(0, last.height - element.scrollHeight);
  const higher = Math.max(0, element.clientHeight - last.screen);
  return last.top - element.scrollTop > lower + higher + 1;
}

/** The row that shows `seq`: a folded notice stands for all in it. */
export function findRowIndex(rows: Row[], seq: number): number {
  return rows.findIndex((row) => (seqOf(row) ?? 0) >= seq);
}

/** Whether nobody has written anything in these rows: notices are not written by people. */
export function isWordless(rows: readonly Row[]): boolean {
  return !rows.some(({ type }) => type === "message" || type === "pending");
}
