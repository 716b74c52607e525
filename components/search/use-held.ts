"use client";

import { useMemo, useReducer, useRef, useSyncExternalStore } from "react";
import { useChatPages, useChats, useViewer } from "@/components/chats/chat-list-provider";
import { cachedRoomIds, listHeldTimelines, onCachedRoomsChange } from "@/components/messages/timeline-cache";
import { useRoomEvents } from "@/components/realtime/use-channel";
import { useReader } from "@/components/ui/time";
import type { Hit } from "@/lib/search/schema";
import { searchHeld } from "@/lib/search/search-held";
import { heldRooms, withoutGone } from "./held-rooms";

export type Held = {
  /** Finds messages among those that the browser holds, at once and without a network. */
  search: (q: string, limit: number) => Hit[];
  /** Takes out the hits that may not be read any more, as far as the browser knows. */
  prune: (hits: readonly Hit[]) => readonly Hit[];
};

/** The messages that the browser holds. It is another object after each change in a room of the viewer's. */
export function useHeld(): Held {
  const viewer = useViewer();
  const chats = useChats();
  const { hasMore } = useChatPages();
  const { zone } = useReader();
  const seen = useRef(new Set<string>());
  // The list of chats may hear of a change before the timeline has it, which is left out as long as it lags behind.
  const rooms = useSyncExternalStore(onCachedRoomsChange, cachedRoomIds, cachedRoomIds);
  const [changes, countChange] = useReducer((count: number) => count + 1, 0);
  useRoomEvents(rooms, countChange);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of what is held gives another object.
  return useMemo(() => {
    const listed = new Set(chats.map(({ id }) => id));
    for (const id of listed) seen.current.add(id);
    // A room that is not in the list may be one that has not been loaded, unless it was there before.
    const isLost = (roomId: string) => !listed.has(roomId) && (!hasMore || seen.current.has(roomId));
    const held = () => heldRooms(listHeldTimelines(viewer.id), chats);
    return {
      search: (q, limit) => searchHeld(viewer, q, held(), { now: Date.now(), zone, limit }),
      prune: (hits) => (hits.length === 0 ? hits : withoutGone(hits, held(), isLost)),
    };
  }, [viewer, chats, hasMore, zone, changes]);
}
