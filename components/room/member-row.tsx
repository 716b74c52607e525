"use client";

import { BellOff } from "lucide-react";
import { memo } from "react";
import { useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { Avatar } from "@/components/ui/avatar";
import type { Member } from "@/lib/members/schema";
import type { Room } from "@/lib/rooms/schema";
import { quietUntil } from "@/lib/users/quiet";
import { currentStatus } from "@/lib/users/status";
import { MemberMenu } from "./member-menu";

const ROLES = { OWNER: "Owner", MODERATOR: "Moderator", MEMBER: "Member" } as const;

type Props = { room: Room; member: Member; onChanged: () => void };

/** A member of a room, with role, presence, and a menu of what the viewer may do. */
export const MemberRow = memo(function MemberRow({ room, member, onChanged }: Props) {
  const viewer = useViewer();
  const online = useOnline();
  const { user, role } = member;
  return (
    <li className="group flex h-12 items-center gap-2.5 rounded-control ps-2 pe-1 [contain-intrinsic-size:auto_3rem] [content-visibility:auto] hover:bg-accent">
      <Avatar user={user} size={32} presence={online.has(user.id) || user.id === viewer.id ? "online" : undefined} />
      <div className="min-w-0 flex-1">
        <p className="flex text-sm">
          {user.username ? (
            <button type="button" data-person={user.id} className="truncate rounded-sm hover:underline">
              {user.displayName}
            </button>
          ) : (
            <span className="truncate">{user.displayName}</span>
          )}
          {user.id === viewer.id && <span className="shrink-0 text-muted-foreground"> (you)</span>}
          {quietUntil(user.doNotDisturbUntil) && (
            <BellOff
              role="img"
              aria-label="Do not disturb"
              className="ms-1.5 size-3.5 shrink-0 self-center text-muted-foreground"
            />
          )}
        </p>
        <p className="truncate text-xs text-muted-foreground">{memberDetails(member)}</p>
      </div>
      {room.kind !== "DIRECT" && role !== "MEMBER" && (
        <span className="text-xs text-muted-foreground">{ROLES[role]}</span>
      )}
      <MemberMenu room={room} member={member} onChanged={onChanged} />
    </li>
  );
});

/** A deleted person has no username. */
function memberDetails({ user, disabled }: Member): string {
  if (disabled) return `@${user.username} · cannot log in`;
  const { statusEmoji, statusText } = currentStatus(user);
  return `${statusEmoji} ${statusText}`.trim() || (user.username && `@${user.username}`);
}
