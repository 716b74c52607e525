"use client";

import { useCallback, useEffect, useState } from "react";
import { useOnReconnect } from "@/components/realtime/use-channel";
import { api } from "@/lib/browser/api";
import { type EventPayload, presenceReplySchema } from "@/lib/realtime/events";

/** Who is online: first as the page was rendered, asked for once and after each reconnect, heard in between. */
export function usePresenceState(initialOnline: readonly string[]) {
  const [online, setOnline] = useState<ReadonlySet<string>>(() => new Set(initialOnline));
  const fetchOnline = useCallback(async () => {
    try {
      const reply = await api("/api/presence", { schema: presenceReplySchema });
      setOnline(new Set(reply.online));
    } catch {
      // Dots are a comfort: without an answer they stay as they were.
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
