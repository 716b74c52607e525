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
  /** The joined rooms that are in the list, in an order that activity does not change. */
  ids: readonly string[];
  /** The joined rooms that the list has not loaded yet. */
  unloadedIds: readonly string[];
  viewerId: string;
  change: (change: ListChange) => void;
  /** Fetches one room, or all of them, after a short pause. */
  refetch: (roomId: string | "all") => void;
  onPresenceChanged: (payload: EventPayload<"presence.changed">) => void;
  onViewerChanged: (user: User) => void;
};

/** Applies live events to the chat list, and fetches what may have been missed. */
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
  // Each room is fetched after it has been subscribed to, because events between the page's rendering and the
  // subscription were not received.
  const subscribed = useRef(new Set<string>());
  const onSubscribed = (channel: string) => {
    if (subscribed.current.has(channel)) return;
    subscribed.current.add(channel);
    const of = parseChannel(channel);
    if (of?.type === "room") refetch(of.roomId);
  };
  useRoomEvents(ids, onEvent, { onSubscribed });
  // An event before the subscription may have moved one of these rooms to the top of the list.
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
