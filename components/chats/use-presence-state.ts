"use client";

import { useCallback, useEffect, useState } from "react";
import { useOnReconnect } from "@/components/realtime/use-channel";
import { api } from "@/lib/browser/api";
import { type EventPayload, presenceReplySchema } from "@/lib/realtime/events";

/**
 * The people who are online. The set begins with the page's data, is fetched after the first render and after each
 * reconnect, and follows live events. With `everyMs` it is also fetched again and again while the page can be seen, because
 * not every live server has somebody who tells who came and went.
 */
export function usePresenceState(initialOnline: readonly string[], everyMs: number | null) {
  const [online, setOnline] = useState<ReadonlySet<string>>(() => new Set(initialOnline));
  const fetchOnline = useCallback(async () => {
    try {
      const reply = await api("/api/presence", { schema: presenceReplySchema });
      setOnline(new Set(reply.online));
    } catch {
      // Without a reply the presence dots stay as they were, because they are no more than a convenience.
    }
  }, []);
  useEffect(() => void fetchOnline(), [fetchOnline]);
  useOnReconnect(fetchOnline);
  useEffect(() => {
    if (everyMs === null) return;
    const timer = setInterval(() => document.visibilityState === "visible" && void fetchOnline(), everyMs);
    return () => clearInterval(timer);
  }, [everyMs, fetchOnline]);
  const onPresenceChanged = useCallback(({ online: came, offline: went }: EventPayload<"presence.changed">) => {
    setOnline((before) => {
      const after = new Set(before);
      for (const id of came) after.add(id);
      for (const id of went) after.delete(id);
      return after;
    });
  }, []);
  return { online, onPresenceChanged };
}
