"use client";

import { useEffect, useLayoutEffect, useReducer, useRef } from "react";
import { seqOf, type TimelineRow } from "@/lib/messages/timeline-rows";

/**
 * Gives the virtual list one end of the rows to change at a time. `shift` is true in the render in which rows were
 * added or dropped at the start. In that render the list takes every change of height as one above the reader, and
 * scrolls by as much. So when both ends change at once (two pages, or a page and a live message), the start waits until
 * the list has measured the new rows at the end.
 */
export function useVirtualRows(all: TimelineRow[], oldestSeq: number | null): { rows: TimelineRow[]; shift: boolean } {
  const last = useRef({ rows: all, oldestSeq });
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const before = last.current;
  const startMoves = before.oldestSeq !== null && oldestSeq !== null && before.oldestSeq !== oldestSeq;
  const waits = startMoves && newestOf(before.rows) !== newestOf(all);
  const rows = waits ? withStartOf(before.rows, all) : all;
  useLayoutEffect(() => {
    last.current = { rows, oldestSeq: waits ? last.current.oldestSeq : oldestSeq };
  }, [rows, waits, oldestSeq]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows that came meanwhile start the wait again.
  useEffect(() => {
    if (!waits) return;
    // The list draws the rows in the first frame and knows their heights in the second.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(renderAgain);
    });
    return () => cancelAnimationFrame(frame);
  }, [waits, all]);
  return { rows, shift: startMoves && !waits };
}

/** Returns `rows` with the start of `before`, so that only the end differs from `before`. */
export function withStartOf(before: TimelineRow[], rows: TimelineRow[]): TimelineRow[] {
  const from = Math.max(oldestOf(before), oldestOf(rows));
  const isThere = (row: TimelineRow) => (seqOf(row) ?? 0) >= from;
  const [kept, next] = [before.findIndex(isThere), rows.findIndex(isThere)];
  return kept === -1 || next === -1 ? rows : [...before.slice(0, kept), ...rows.slice(next)];
}

const oldestOf = (rows: TimelineRow[]): number => seqOf(rows.find((row) => seqOf(row) !== null)) ?? 0;
const newestOf = (rows: TimelineRow[]): number => seqOf(rows.findLast((row) => seqOf(row) !== null)) ?? 0;
