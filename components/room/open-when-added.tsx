"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { useChats } from "@/components/chats/chat-list-provider";
import { navigate } from "@/components/ui/client-navigation";

/** On a page that says that a room is not here: opens it once the viewer is in it. */
export function OpenWhenAdded() {
  const pathname = usePathname();
  const isListed = useChats().some((room) => pathname === `/rooms/${room.id}`);
  useEffect(() => {
    if (isListed) navigate(location.href, { anew: true });
  }, [isListed]);
  return null;
}
