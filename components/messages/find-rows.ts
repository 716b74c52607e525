import { seqOf, type TimelineRow } from "@/lib/messages/timeline-rows";

type ScrollPosition = { top: number; height: number; screen: number };

/**
 * Returns whether the reader has scrolled up since the `last` position. When the content becomes shorter, the browser
 * scrolls up by as much, and so it does when the list becomes taller, as after a long text has left the message box.
 */
export function hasScrolledUp(element: HTMLElement, last: ScrollPosition): boolean {
  const lower = Math.max(0, last.height - element.scrollHeight);
  const higher = Math.max(0, element.clientHeight - last.screen);
  return last.top - element.scrollTop > lower + higher + 1;
}

/** Finds the row that shows the message `seq`. A folded notice shows all messages in it. */
export function findRowIndex(rows: TimelineRow[], seq: number): number {
  return rows.findIndex((row) => (seqOf(row) ?? 0) >= seq);
}

/** Returns whether the rows have no message of a person. Notices do not count. */
export function hasNoMessages(rows: readonly TimelineRow[]): boolean {
  return !rows.some(({ type }) => type === "message" || type === "pending");
}
