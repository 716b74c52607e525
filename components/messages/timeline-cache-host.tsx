"use client";

import { useSyncExternalStore } from "react";
import { useEveryoneEvents, useRoomEvents } from "@/components/realtime/use-channel";
import { parseChannel } from "@/lib/realtime/channels";
import {
  applyAuthorToCachedTimelines,
  applyToCachedTimeline,
  cachedRoomIds,
  forgetCachedTimeline,
  onCachedRoomsChange,
} from "./timeline-cache";

/** Keeps the rooms that are not on screen going while their reader is elsewhere. Draws nothing. */
export function TimelineCacheHost() {
  const ids = useSyncExternalStore(onCachedRoomsChange, cachedRoomIds, cachedRoomIds);
  useRoomEvents(
    ids,
    ({ name, payload }) => {
      if (name === "message.changed") applyToCachedTimeline(payload.roomId, payload);
      if (name === "room.changed") applyToCachedTimeline(payload.roomId, { rev: payload.rev });
      if (name === "room.deleted") forgetCachedTimeline(payload.roomId);
    },
    {
      onRefused: (channel) => {
        const of = parseChannel(channel);
        if (of?.type === "room") forgetCachedTimeline(of.roomId);
      },
    },
  );
  useEveryoneEvents(({ name, payload }) => {
    if (name === "user.changed") applyAuthorToCachedTimelines(payload.user);
  });
  return null;
}
