"use client";

import { navigate } from "@/components/ui/client-navigation";
import { api } from "@/lib/browser/api";
import { type Room, roomReplySchema } from "@/lib/rooms/schema";
import { useChatActions } from "./chat-list-provider";

/** Joins an open room and opens it. */
export function useJoin(): (room: Pick<Room, "id">) => Promise<void> {
  const { storeRoom } = useChatActions();
  return async ({ id }) => {
    const reply = await api(`/api/chat/rooms/${id}/members`, { method: "POST", body: {}, schema: roomReplySchema });
    storeRoom(reply.room);
    navigate(`/rooms/${id}`);
  };
}
