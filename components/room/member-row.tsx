"use client";

import { EllipsisVertical, MessageSquare, Shield, UserMinus } from "lucide-react";
import { memo, useState } from "react";
import { useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { useOpenDirect } from "@/components/people/use-open-direct";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuItem,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuSub,
  DropdownMenuSubContent,
  DropdownMenuSubTrigger,
} from "@/components/ui/dropdown-menu";
import { errorMessageOf } from "@/components/ui/form-errors";
import { MenuButton } from "@/components/ui/menu-button";
import { toast } from "@/components/ui/toast";
import { api } from "@/lib/browser/api";
import { type Member, memberReplySchema } from "@/lib/members/schema";
import { canChangeRole, canRemove } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";
import { RemoveMemberDialog } from "./remove-member-dialog";

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
        <p className="truncate text-sm">
          {user.displayName}
          {user.id === viewer.id && <span className="text-muted-foreground"> (you)</span>}
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
  return user.statusText || (user.username && `@${user.username}`);
}

function MemberMenu({ room, member, onChanged }: Props) {
  const viewer = useViewer();
  const openDirect = useOpenDirect();
  const [isRemoving, setRemoving] = useState(false);
  const { user, role, disabled } = member;
  const mayRemove = canRemove(viewer, room, { userId: user.id, role });
  const mayChangeRole = canChangeRole(viewer, room);
  const mayWrite =
    user.id !== viewer.id && !disabled && user.username !== "" && !(room.kind === "DIRECT" && room.people.length === 1);
  if (!mayRemove && !mayChangeRole && !mayWrite) return null;

  async function changeRole(next: string) {
    if (next === role) return;
    try {
      const path = `/api/chat/rooms/${room.id}/members/${user.id}`;
      await api(path, { method: "PATCH", body: { role: next }, schema: memberReplySchema });
      onChanged();
    } catch (fault) {
      toast.error(errorMessageOf(fault));
    }
  }

  return (
    <>
      <MenuButton
        menu={(state) => (
          <DropdownMenu {...state} align="end">
            {mayWrite && (
              <DropdownMenuItem
                onSelect={() => openDirect([user.id]).catch((fault) => toast.error(errorMessageOf(fault)))}
              >
                <MessageSquare aria-hidden /> Direct chat
              </DropdownMenuItem>
            )}
            {mayChangeRole && (
              <DropdownMenuSub>
                <DropdownMenuSubTrigger>
                  <Shield aria-hidden /> Role
                </DropdownMenuSubTrigger>
                <DropdownMenuSubContent>
                  <DropdownMenuRadioGroup value={role} onValueChange={changeRole}>
                    {Object.entries(ROLES).map(([value, label]) => (
                      <DropdownMenuRadioItem key={value} value={value}>
                        {label}
                      </DropdownMenuRadioItem>
                    ))}
                  </DropdownMenuRadioGroup>
                </DropdownMenuSubContent>
              </DropdownMenuSub>
            )}
            {mayRemove && (
              <>
                <DropdownMenuSeparator />
                <DropdownMenuItem variant="destructive" onSelect={() => setRemoving(true)}>
                  <UserMinus aria-hidden /> Remove from room…
                </DropdownMenuItem>
              </>
            )}
          </DropdownMenu>
        )}
      >
        <Button
          variant="ghost"
          size="icon"
          aria-label={`Actions for ${user.displayName}`}
          className="text-muted-foreground opacity-0 group-hover:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100"
        >
          <EllipsisVertical aria-hidden />
        </Button>
      </MenuButton>
      {isRemoving && (
        <RemoveMemberDialog room={room} user={user} onClose={() => setRemoving(false)} onRemoved={onChanged} />
      )}
    </>
  );
}
