"use client";

import { useEffect, useRef } from "react";
import { toast } from "@/components/ui/toast";
import type { ChatList } from "@/lib/rooms/chat-list";
import { quietUntil } from "@/lib/users/quiet";

/**
 * Shows a toast when somebody adds the viewer to a room, unless they are not to be disturbed; the room's row is marked as new until it is opened.
 * `unloadedIds` are rooms that the viewer was in before and that the list has not loaded: such a room may only have
 * moved up in the list.
 */
export function useAddedToast(list: ChatList, unloadedIds: readonly string[], doNotDisturbUntil: string | null): void {
  const known = useRef(new Set(list.entries.keys()));
  // Rooms that come with later pages of the list are older than all rooms of the first page.
  const since = useRef([...list.entries.values()].map(({ room }) => room.lastActivityAt).reduce(later, ""));
  useEffect(() => {
    for (const id of unloadedIds) known.current.add(id);
  }, [unloadedIds]);
  useEffect(() => {
    for (const id of known.current) if (!list.entries.has(id) && !unloadedIds.includes(id)) known.current.delete(id);
    for (const [id, { room }] of list.entries) {
      if (known.current.has(id)) continue;
      known.current.add(id);
      if (quietUntil(doNotDisturbUntil) || !room.addedBy || room.lastActivityAt <= since.current) continue;
      toast.note(`${room.addedBy.displayName} added you to ${room.name}`, { description: "It is in your list." });
    }
  }, [list, unloadedIds, doNotDisturbUntil]);
}

const later = (a: string, b: string) => (a > b ? a : b);
