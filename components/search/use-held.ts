"use client";

import { useEffect, useEffectEvent, useMemo, useReducer, useRef, useSyncExternalStore } from "react";
import { useChatPages, useChats, useViewer } from "@/components/chats/chat-list-provider";
import {
  cachedRoomIds,
  catchUpCachedTimelines,
  listCachedTimelines,
  listHeldTimelines,
  onCachedRoomsChange,
} from "@/components/messages/timeline-cache";
import { fetchChanges } from "@/components/messages/use-timeline-state";
import { useRoomEvents, useUserEvents } from "@/components/realtime/use-channel";
import { useReader } from "@/components/ui/time";
import type { Hit } from "@/lib/search/schema";
import { searchHeld } from "@/lib/search/search-held";
import { heldRooms, roomsBehind, withoutGone } from "./held-rooms";
import { LostRooms } from "./lost-rooms";

/** A room that is behind for longer has missed a change; else the change is on its way. */
const BEHIND_MS = 500;

export type Held = {
  /** Finds messages among those that the browser holds, at once and without a network. */
  search: (q: string, limit: number) => Hit[];
  /** Takes out the hits that may not be read any more, as far as the browser knows. */
  prune: (hits: readonly Hit[]) => readonly Hit[];
};

/** The rooms that somebody has lost, also before they came back to a search. */
const seen = { viewerId: "", rooms: new LostRooms() };

/** The messages that the browser holds. It is another object after each change in a room of the viewer's. */
export function useHeld(): Held {
  const viewer = useViewer();
  const chats = useChats();
  const { hasMore, unloadedIds } = useChatPages();
  const { zone } = useReader();
  if (seen.viewerId !== viewer.id) Object.assign(seen, { viewerId: viewer.id, rooms: new LostRooms() });
  // The list of chats may hear of a change before the timeline has it, which is left out as long as it lags behind.
  const rooms = useSyncExternalStore(onCachedRoomsChange, cachedRoomIds, cachedRoomIds);
  const [changes, countChange] = useReducer((count: number) => count + 1, 0);
  useRoomEvents(rooms, countChange);
  useUserEvents(({ name, payload }) => {
    if (name !== "membership.changed") return;
    seen.rooms.noteMembership(payload.roomId, payload.joined);
    countChange();
  });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const catchUp = useEffectEvent(async () => {
    timer.current = undefined;
    const behind = roomsBehind(listCachedTimelines(viewer.id), chats);
    if (behind.length === 0) return;
    await Promise.allSettled(behind.map((roomId) => catchUpCachedTimelines(roomId, fetchChanges)));
    // Where the server did not answer, the next change of the list asks again.
    if (roomsBehind(listCachedTimelines(viewer.id), chats).length < behind.length) countChange();
  });
  // A wait that has begun is not begun again: a busy room would make it endless.
  // biome-ignore lint/correctness/useExhaustiveDependencies: after each change another room may be behind.
  useEffect(() => {
    timer.current ??= setTimeout(() => void catchUp(), BEHIND_MS);
  }, [viewer, chats, changes]);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      timer.current = undefined;
    },
    [],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of what is held gives another object.
  return useMemo(() => {
    const known = { listed: new Set(chats.map(({ id }) => id)), unloaded: new Set(unloadedIds), hasMore };
    seen.rooms.note(known);
    const isLost = (roomId: string) => seen.rooms.isLost(roomId, known);
    const held = () => heldRooms(listHeldTimelines(viewer.id), chats);
    return {
      search: (q, limit) => searchHeld(viewer, q, held(), { now: Date.now(), zone, limit }),
      prune: (hits) => (hits.length === 0 ? hits : withoutGone(hits, held(), isLost)),
    };
  }, [viewer, chats, hasMore, unloadedIds, zone, changes]);
}
