"use client";

import { useEffect, useRef, useState } from "react";
import { useChatActions } from "@/components/chats/chat-list-provider";
import { navigate } from "@/components/ui/client-navigation";
import { toast } from "@/components/ui/toast";
import type { Room } from "@/lib/rooms/schema";

/**
 * Shows a toast and goes to the chat list when the room on screen is no longer in the viewer's list. Returns whether
 * that has happened.
 */
export function useLostRoom(listed: Room | undefined): boolean {
  const { hasRemoved } = useChatActions();
  const [wasListed, setWasListed] = useState(false);
  if (listed && !wasListed) setWasListed(true);
  const last = useRef(listed);
  const isGone = wasListed && !listed;
  useEffect(() => {
    if (listed) last.current = listed;
  }, [listed]);
  useEffect(() => {
    const room = last.current;
    if (!isGone || !room) return;
    if (!hasRemoved(room.id)) {
      toast.note(`You are no longer in ${room.name}`, { description: "You were removed, or the room was deleted." });
    }
    navigate("/", { replace: true });
  }, [isGone, hasRemoved]);
  return isGone;
}
