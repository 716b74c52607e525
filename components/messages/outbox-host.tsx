"use client";

import { useEffect } from "react";
import { useOnReconnect } from "@/components/realtime/use-channel";
import { resumeOutboxes, wakeOutboxes } from "@/lib/messages/outbox/outboxes";

/**
 * Sends the messages that an earlier page left unsent, and the waiting ones when the connection is back. Draws nothing.
 */
export function OutboxHost({ viewerId }: { viewerId: string }) {
  useEffect(() => void resumeOutboxes(viewerId), [viewerId]);
  useOnReconnect(wakeOutboxes);
  return null;
}
