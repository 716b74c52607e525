"use client";

import { useEffect } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { browserReader } from "@/components/ui/time-format";
import { api } from "@/lib/browser/api";
import { userReplySchema } from "@/lib/users/schema";

/** Tells the server the zone of this browser where it differs from the last one, so that others see the local time. */
export function useOwnTimeZone(): void {
  const { timeZone } = useViewer();
  // biome-ignore lint/correctness/useExhaustiveDependencies: once a page, because two devices in two zones must not answer each other.
  useEffect(() => {
    const { zone } = browserReader();
    // What fails is told with the next page.
    if (zone !== timeZone)
      api("/api/chat/me", { method: "PATCH", body: { timeZone: zone }, schema: userReplySchema }).catch(() => {});
  }, []);
}
