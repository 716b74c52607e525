"use client";

import { useCallback } from "react";
import { useChatActions } from "@/components/chats/chat-list-provider";
import { navigate } from "@/components/ui/client-navigation";
import { api } from "@/lib/browser/api";
import { roomReplySchema } from "@/lib/rooms/schema";

/**
 * Returns a function that opens the direct chat with these people, and creates it when there is none. It rejects when
 * the server refuses. `replaces` tells, when the chat is there, whether it takes the place of the address on screen.
 */
export function useOpenDirect() {
  const { storeRoom } = useChatActions();
  return useCallback(
    async (userIds: string[], replaces: () => boolean = () => false) => {
      const body = { kind: "DIRECT", userIds };
      const { room } = await api("/api/chat/rooms", { method: "POST", body, schema: roomReplySchema });
      storeRoom(room);
      navigate(`/rooms/${room.id}`, { replace: replaces() });
    },
    [storeRoom],
  );
}
