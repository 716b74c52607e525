"use client";

import { useCallback, useEffect, useState } from "react";
import type { Message } from "@/lib/messages/schema";

/**
 * Knows where the line "New" stands: at the first message that was unread when the conversation was opened, or, when none was,
 * at the first message that came while the tab was hidden.
 */
export function useUnreadLine(mark: { unread: number; lastReadSeq: number } | undefined, messages: readonly Message[]) {
  const [isDone, setDone] = useState(false);
  const [count] = useState(mark?.unread ?? 0);
  const [line, setLine] = useState<number | null>(mark?.unread ? mark.lastReadSeq + 1 : null);
  useEffect(() => {
    let last = 0;
    const onChange = () => {
      if (document.visibilityState === "hidden") last = messages.at(-1)?.seq ?? 0;
    };
    onChange();
    document.addEventListener("visibilitychange", onChange);
    return () => {
      document.removeEventListener("visibilitychange", onChange);
      // The messages changed while the tab was hidden.
      if (last > 0 && document.visibilityState === "hidden")
        setLine((now) => (now !== null && now > last ? now : last + 1));
    };
  }, [messages]);

  const first = messages[0];
  const isInWindow = line !== null && (first === undefined || first.seq <= line);
  return {
    lineSeq: line,
    firstUnreadSeq: isInWindow ? line : null,
    count,
    isDone,
    done: useCallback(() => setDone(true), []),
  };
}
