"use client";

import { useChats, useViewer } from "@/components/chats/chat-list-provider";
import { titleOf } from "@/components/chats/chat-title";

/** What names a room of the viewer's by its id, for the labels of filters. */
export function useRoomNames(): (roomId: string) => string | undefined {
  const viewer = useViewer();
  const chats = useChats();
  return (roomId) => {
    const room = chats.find(({ id }) => id === roomId);
    return room && titleOf(room, viewer.id);
  };
}
