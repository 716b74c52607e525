"use client";

import { useState } from "react";
import { useChat } from "@/components/chats/chat-list-provider";
import { ProfileCard } from "@/components/profile/profile-card";
import type { ProfileView } from "@/components/profile/profile-store";
import { MemberMenu } from "@/components/room/member-menu";

/** Somebody's card, with what the viewer may do with them in the room that is on screen. */
export function RoomProfile({ onClose, ...view }: ProfileView & { onClose: () => void }) {
  const [roomId = ""] = useState(() => /^\/rooms\/(\w+)/.exec(location.pathname)?.[1]);
  const room = useChat(roomId);
  return (
    <ProfileCard
      {...view}
      roomId={room?.id}
      onClose={onClose}
      memberActions={(member, onChanged) =>
        room && <MemberMenu room={room} member={member} onChanged={onChanged} isOnCard />
      }
    />
  );
}
