"use client";

import { EllipsisVertical, MessageSquare, Shield, UserMinus } from "lucide-react";
import { useState } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { useOpenDirect } from "@/components/people/use-open-direct";
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
import { cn } from "@/lib/cn";
import { type Member, memberReplySchema } from "@/lib/members/schema";
import { canChangeRole, canRemove } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";
import { RemoveMemberDialog } from "./remove-member-dialog";

const ROLES = { OWNER: "Owner", MODERATOR: "Moderator", MEMBER: "Member" } as const;

type Props = {
  room: Room;
  member: Member;
  onChanged: () => void;
  /** The menu is on the person's card: its button is always seen, and the card has a button for the direct chat. */
  isOnCard?: boolean;
};

/** What the viewer may do with a member of a room. Draws nothing where that is nothing. */
export function MemberMenu({ room, member, onChanged, isOnCard = false }: Props) {
  const viewer = useViewer();
  const openDirect = useOpenDirect();
  const [isRemoving, setRemoving] = useState(false);
  const { user, role, disabled } = member;
  const mayRemove = canRemove(viewer, room, { userId: user.id, role });
  const mayChangeRole = canChangeRole(viewer, room);
  const mayWrite =
    !isOnCard &&
    user.id !== viewer.id &&
    !disabled &&
    user.username !== "" &&
    !(room.kind === "DIRECT" && room.people.length === 1);
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
                {(mayWrite || mayChangeRole) && <DropdownMenuSeparator />}
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
          className={cn(
            "text-muted-foreground",
            !isOnCard &&
              "opacity-0 group-hover:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 pointer-coarse:opacity-100",
          )}
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
