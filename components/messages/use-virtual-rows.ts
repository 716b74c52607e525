"use client";

import { useEffect, useLayoutEffect, useReducer, useRef } from "react";
import { type Row, seqOf } from "@/lib/messages/grouping";

/**
 * The rows as the virtual list can take them. `shift` is true only in the render in which rows were added or dropped at
 * the start; for that moment the list counts whatever else comes, goes or is measured as above the reader too, and moves
 * them by as much. So when both ends change at once (two pages, or a page and a live message), the start waits until
 * what is new at the end has been measured.
 */
export function useVirtualRows(all: Row[], oldestSeq: number | null): { rows: Row[]; shift: boolean } {
  const last = useRef({ rows: all, oldestSeq });
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const before = last.current;
  const startMoves = before.oldestSeq !== null && oldestSeq !== null && before.oldestSeq !== oldestSeq;
  const waits = startMoves && newestOf(before.rows) !== newestOf(all);
  const rows = waits ? withStartOf(before.rows, all) : all;
  useLayoutEffect(() => {
    last.current = { rows, oldestSeq: waits ? last.current.oldestSeq : oldestSeq };
  }, [rows, waits, oldestSeq]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: anew for rows that came meanwhile.
  useEffect(() => {
    if (!waits) return;
    // Two frames: the list draws the rows in the first and knows their heights in the second.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(renderAgain);
    });
    return () => cancelAnimationFrame(frame);
  }, [waits, all]);
  return { rows, shift: startMoves && !waits };
}

/** `rows`, but from the oldest message of `before` on, whether that is earlier or later. */
export function withStartOf(before: Row[], rows: Row[]): Row[] {
  const from = Math.max(oldestOf(before), oldestOf(rows));
  const isThere = (row: Row) => (seqOf(row) ?? 0) >= from;
  const [kept, next] = [before.findIndex(isThere), rows.findIndex(isThere)];
  return kept === -1 || next === -1 ? rows : [...before.slice(0, kept), ...rows.slice(next)];
}

const oldestOf = (rows: Row[]): number => seqOf(rows.find((row) => seqOf(row) !== null)) ?? 0;
const newestOf = (rows: Row[]): number => seqOf(rows.findLast((row) => seqOf(row) !== null)) ?? 0;
