"use client";

import { useEffect, useRef } from "react";
import { toast } from "@/components/ui/toaster";
import type { ChatList } from "@/lib/rooms/chat-list";

/**
 * Says so when somebody has added the viewer to a room while they look elsewhere; the list marks it until it is opened.
 * `beyond` are the rooms that they were in before and the list does not have yet: one of them may only have risen.
 */
export function useAddedToast(list: ChatList, unloadedIds: readonly string[]): void {
  const known = useRef(new Set(list.entries.keys()));
  // What comes with later pages of the list is older than all that the first one has.
  const since = useRef([...list.entries.values()].map(({ room }) => room.lastActivityAt).reduce(later, ""));
  useEffect(() => {
    for (const id of unloadedIds) known.current.add(id);
  }, [unloadedIds]);
  useEffect(() => {
    for (const id of known.current) if (!list.entries.has(id) && !unloadedIds.includes(id)) known.current.delete(id);
    for (const [id, { room }] of list.entries) {
      if (known.current.has(id)) continue;
      known.current.add(id);
      if (!room.addedBy || room.lastActivityAt <= since.current) continue;
      toast.note(`${room.addedBy.displayName} added you to ${room.name}`, { description: "It is in your list." });
    }
  }, [list, unloadedIds]);
}

const later = (a: string, b: string) => (a > b ? a : b);
