"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { useChats } from "@/components/chats/chat-list-provider";
import { navigate } from "@/components/ui/client-navigation";

/** Belongs to a page that says that a room does not exist. It opens the room when somebody adds the viewer to it. */
export function OpenWhenAdded() {
  const pathname = usePathname();
  const isListed = useChats().some((room) => pathname === `/rooms/${room.id}`);
  useEffect(() => {
    if (isListed) navigate(location.href, { anew: true });
  }, [isListed]);
  return null;
}
