"use client";

import { useCallback, useEffect, useState } from "react";
import { useOnReconnect } from "@/components/realtime/use-channel";
import { api } from "@/lib/browser/api";
import { type EventPayload, presenceReplySchema } from "@/lib/realtime/events";

/**
 * The people who are online. The set begins with the page's data, is fetched after the first render and after each
 * reconnect, and follows live events.
 */
export function usePresenceState(initialOnline: readonly string[]) {
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
