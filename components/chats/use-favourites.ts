"use client";

import { useCallback, useMemo } from "react";
import { useChats, useViewer } from "@/components/chats/chat-list-provider";
import { setInRoom } from "@/lib/members/browser/settings-queue";
import { placeFavourite } from "@/lib/rooms/favourites";
import type { Room } from "@/lib/rooms/schema";
import { sectionsOf } from "@/lib/rooms/sections";

/** The viewer's favourites in their order, and a function that puts a chat at a place among them. */
export function useFavourites(): { favourites: readonly Room[]; place: (roomId: string, index: number) => void } {
  const viewer = useViewer();
  const chats = useChats();
  const { favourites } = useMemo(() => sectionsOf(chats), [chats]);
  const place = useCallback(
    (roomId: string, index: number) => {
      for (const [id, favouriteOrder] of placeFavourite(favourites, roomId, index))
        setInRoom(viewer.id, id, { favouriteOrder });
    },
    [viewer.id, favourites],
  );
  return { favourites, place };
}
