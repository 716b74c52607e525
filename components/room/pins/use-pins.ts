"use client";

import { useEffect, useMemo, useSyncExternalStore } from "react";
import { useRoomEvents } from "@/components/realtime/use-channel";
import type { Pin } from "@/lib/pins/schema";
import { pinsOf } from "./room-pins";

/** The pinned messages of a room, in the order of their messages. The list follows live events. */
export function usePins(roomId: string): readonly Pin[] {
  const pins = useMemo(() => pinsOf(roomId), [roomId]);
  const list = useSyncExternalStore(
    pins.subscribe,
    () => pins.list,
    () => pins.list,
  );
  useEffect(() => pins.follow(), [pins]);
  useRoomEvents(
    useMemo(() => [roomId], [roomId]),
    ({ name, payload }) => {
      if (name === "message.changed") pins.hear(payload);
    },
    { onSubscribed: pins.follow },
  );
  return list;
}
