"use client";

import QuickLRU from "quick-lru";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useRoomEvents } from "@/components/realtime/use-channel";
import { api } from "@/lib/browser/api";
import { type Pin, pinsReplySchema } from "@/lib/pins/schema";

/** The pins of the rooms that were on screen last, so that the bar is there at once when one of them is opened again. */
const known = new QuickLRU<string, readonly Pin[]>({ maxSize: 50 });

/** The pinned messages of a room, in the order of their messages. The list follows live events. */
export function usePins(roomId: string): readonly Pin[] {
  const [pins, setPins] = useState<readonly Pin[]>(() => known.get(roomId) ?? []);
  const newestRev = useRef(0);
  const refetch = useCallback(async () => {
    const reply = await api(`/api/chat/rooms/${roomId}/pins`, { schema: pinsReplySchema });
    // An earlier request may be answered later.
    if (reply.rev < newestRev.current) return;
    newestRev.current = reply.rev;
    known.set(roomId, reply.pins);
    setPins(reply.pins);
  }, [roomId]);
  // A failed fetch is ignored: what is shown stays, and the next change or connection fetches again.
  const follow = useCallback(() => void refetch().catch(() => {}), [refetch]);
  useEffect(follow, [follow]);
  useRoomEvents(
    useMemo(() => [roomId], [roomId]),
    ({ name, payload }) => {
      if (name !== "message.changed") return;
      const { message } = payload;
      if (!message || message.pinned || pins.some((pin) => pin.message.id === message.id)) follow();
    },
    { onSubscribed: follow },
  );
  return pins;
}
