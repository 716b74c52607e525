"use client";

import { useEffect } from "react";
import { useOnReconnect } from "@/components/realtime/use-channel";
import { resumeOutboxes, wakeOutboxes } from "@/lib/messages/outbox/outboxes";
import { ReactionsHost } from "./reactions/on-demand";

/**
 * Sends the messages that an earlier page left unsent, and the waiting ones when the connection is back, and
 * reactions likewise. Draws nothing.
 */
export function OutboxHost({ viewerId }: { viewerId: string }) {
  useEffect(() => void resumeOutboxes(viewerId), [viewerId]);
  useOnReconnect(wakeOutboxes);
  return <ReactionsHost viewerId={viewerId} />;
}
