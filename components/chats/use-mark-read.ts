"use client";

import { useCallback } from "react";
import { errorMessageOf } from "@/components/ui/form-errors";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser/api";
import { type Room, roomReplySchema } from "@/lib/rooms/schema";
import { useChatActions } from "./chat-list-provider";

/**
 * Returns a function that marks a chat as read. The list shows it at once, and refetches the chat when the server
 * refuses.
 */
export function useMarkRead() {
  const { showAsRead, storeRoom, refetch } = useChatActions();
  return useCallback(
    async (room: Room) => {
      showAsRead(room);
      try {
        const body = { seq: room.seq };
        const path = `/api/chat/rooms/${room.id}/read`;
        const reply = await api(path, { method: "POST", body, schema: roomReplySchema });
        storeRoom(reply.room);
      } catch (error) {
        refetch(room.id);
        toast.error(errorMessageOf(error));
      }
    },
    [showAsRead, storeRoom, refetch],
  );
}

/** Returns a function that marks the newest message of a chat as unread. It shows the chat as the server replies. */
export function useMarkUnread() {
  const { storeRoom } = useChatActions();
  return useCallback(
    async (room: Room) => {
      try {
        const path = `/api/chat/rooms/${room.id}/unread`;
        storeRoom((await api(path, { method: "POST", body: { seq: room.seq }, schema: roomReplySchema })).room);
      } catch (error) {
        toast.error(errorMessageOf(error));
      }
    },
    [storeRoom],
  );
}
