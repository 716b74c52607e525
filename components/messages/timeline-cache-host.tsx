"use client";

import { useSyncExternalStore } from "react";
import { useEveryoneEvents, useRoomEvents, useUserEvents } from "@/components/realtime/use-channel";
import { parseChannel } from "@/lib/realtime/channels";
import {
  applyAuthorToCachedTimelines,
  applyToCachedTimelines,
  cachedRoomIds,
  forgetCachedTimelines,
  onCachedRoomsChange,
} from "./timeline-cache";

/** Applies live events to the cached timelines of conversations that are not on screen. Draws nothing. */
export function TimelineCacheHost() {
  const ids = useSyncExternalStore(onCachedRoomsChange, cachedRoomIds, cachedRoomIds);
  useRoomEvents(
    ids,
    ({ name, payload }) => {
      if (name === "message.changed" || name === "reactions.changed") applyToCachedTimelines(payload.roomId, payload);
      if (name === "room.changed") applyToCachedTimelines(payload.roomId, { rev: payload.rev });
      if (name === "room.deleted") forgetCachedTimelines(payload.roomId);
    },
    {
      onRefused: (channel) => {
        const of = parseChannel(channel);
        if (of?.type === "room") forgetCachedTimelines(of.roomId);
      },
    },
  );
  useUserEvents(({ name, payload }) => {
    if (name === "own-reactions.changed" || name === "thread.changed") applyToCachedTimelines(payload.roomId, payload);
  });
  useEveryoneEvents(({ name, payload }) => {
    if (name === "user.changed") applyAuthorToCachedTimelines(payload.user);
  });
  return null;
}
