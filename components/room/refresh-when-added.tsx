"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { useChats } from "@/components/sidebar/chat-list-provider";

/**
 * On a page that says that a room is not here: loads it anew once the viewer is in the room. The router keeps pages for a
 * while, and its own refresh leaves what was not found as it is.
 */
export function RefreshWhenAdded() {
  const pathname = usePathname();
  const isListed = useChats().some((room) => pathname === `/rooms/${room.id}`);
  useEffect(() => {
    if (isListed) location.reload();
  }, [isListed]);
  return null;
}
