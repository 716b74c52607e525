"use client";

import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from "react";
import type { VirtualizerHandle } from "virtua";
import type { TimelineRow } from "@/lib/messages/timeline-rows";
import { useConversation } from "./conversation-context";

/** Tab reaches one row of the list. ↑ and ↓ go to its neighbours, Home and End to the ends, Esc to the message box. */
export function useRowFocus(
  rows: TimelineRow[],
  scroller: RefObject<HTMLElement | null>,
  list: RefObject<VirtualizerHandle | null>,
) {
  const { focusComposer } = useConversation();
  const [focused, setFocused] = useState<number | null>(null);
  const index = focused === null ? -1 : rows.findIndex((row) => row.type === "message" && row.message.seq === focused);
  const lastMessage = rows.findLast((row) => row.type === "message");
  const tabStopSeq = index >= 0 ? focused : lastMessage?.type === "message" ? lastMessage.message.seq : null;

  function go(from: number, step: 1 | -1) {
    for (let i = from; i >= 0 && i < rows.length; i += step) {
      const row = rows[i];
      if (row?.type !== "message") continue;
      const { seq } = row.message;
      setFocused(seq);
      list.current?.scrollToIndex(i, { align: "nearest" });
      // The list draws the row in the next frames.
      requestAnimationFrame(() =>
        requestAnimationFrame(() =>
          scroller.current?.querySelector<HTMLElement>(`[data-row="${seq}"]`)?.focus({ preventScroll: true }),
        ),
      );
      return;
    }
  }

  const handlers = {
    onFocus: (event: FocusEvent) => {
      const seq = Number((event.target as Element).closest("[data-row]")?.getAttribute("data-row"));
      if (Number.isInteger(seq) && seq > 0) setFocused(seq);
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) return focusComposer();
      if (!(event.target as Element).matches("[data-row]")) return;
      const steps: Record<string, [number, 1 | -1]> = {
        ArrowUp: [index - 1, -1],
        ArrowDown: [index + 1, 1],
        Home: [0, 1],
        End: [rows.length - 1, -1],
      };
      const step = steps[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      go(...step);
    },
  };
  return { tabStopSeq, keepMounted: index >= 0 ? [index] : undefined, handlers };
}
