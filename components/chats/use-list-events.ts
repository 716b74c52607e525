"use client";

import { useCallback, useEffect, useRef } from "react";
import {
  type LiveEvent,
  useEveryoneEvents,
  useOnReconnect,
  useRoomEvents,
  useUserEvents,
} from "@/components/realtime/use-channel";
import { parseChannel, roomChannel } from "@/lib/realtime/channels";
import type { EventPayload } from "@/lib/realtime/events";
import type { ListChange } from "@/lib/rooms/chat-list";
import type { User } from "@/lib/users/schema";

type Props = {
  /** The joined rooms, in an order that activity does not change. */
  ids: readonly string[];
  /** Rooms that are not in the list yet. */
  unloadedIds: readonly string[];
  viewerId: string;
  change: (change: ListChange) => void;
  /** Asks for one room, or for all, soon. */
  refetch: (roomId: string | "all") => void;
  onPresenceChanged: (payload: EventPayload<"presence.changed">) => void;
  onViewerChanged: (user: User) => void;
};

/** Brings what is heard to the list, and asks for what may have been missed. */
export function useListEvents({
  ids,
  unloadedIds,
  viewerId,
  change,
  refetch,
  onPresenceChanged,
  onViewerChanged,
}: Props): void {
  const onEvent = useCallback(
    (event: LiveEvent) => {
      if (event.name === "presence.changed") return onPresenceChanged(event.payload);
      change({ type: event.name, ...event.payload } as ListChange);
      if (event.name === "user.changed" && event.payload.user.id === viewerId) onViewerChanged(event.payload.user);
    },
    [change, onPresenceChanged, onViewerChanged, viewerId],
  );
  // Subscribe first, then fetch: what happened between the page's rendering and a room's subscription was not heard.
  const subscribed = useRef(new Set<string>());
  const onSubscribed = (channel: string) => {
    if (subscribed.current.has(channel)) return;
    subscribed.current.add(channel);
    const of = parseChannel(channel);
    if (of?.type === "room") refetch(of.roomId);
  };
  useRoomEvents(ids, onEvent, { onSubscribed });
  // What happened in one of them before it was listened to has made it one of the first.
  useRoomEvents(unloadedIds, onEvent, { onSubscribed: () => refetch("all") });
  useEffect(() => {
    const wanted = new Set(ids.map(roomChannel));
    for (const channel of subscribed.current) if (!wanted.has(channel)) subscribed.current.delete(channel);
  }, [ids]);
  useUserEvents(onEvent, { onSubscribed: () => refetch("all") });
  useEveryoneEvents(onEvent);

  useOnReconnect(() => {
    subscribed.current.clear();
    refetch("all");
  });
  useEffect(() => {
    const onReturn = () => document.visibilityState === "visible" && refetch("all");
    document.addEventListener("visibilitychange", onReturn);
    return () => document.removeEventListener("visibilitychange", onReturn);
  }, [refetch]);
}
