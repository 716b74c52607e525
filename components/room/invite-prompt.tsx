"use client";

import { UserPlus } from "lucide-react";
import { useMemo, useState } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { Button } from "@/components/ui/button";
import { ServerLinkButton } from "@/components/ui/server-link-button";
import { canInvite } from "@/lib/invites/policy";
import { canAddPeople } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";
import { AddPeopleDialog } from "./on-demand-dialogs";

/**
 * A button for the only person in a room: it adds people, or invites people to Parley where the room is one that
 * everybody joins.
 */
export function InvitePrompt({ room }: { room: Room }) {
  const viewer = useViewer();
  const [isAdding, setAdding] = useState(false);
  const memberIds = useMemo(() => new Set([viewer.id]), [viewer.id]);
  if (room.isDefault)
    return canInvite(viewer) ? (
      <ServerLinkButton variant="outline" size="sm" href="/settings/invites">
        <UserPlus aria-hidden /> <span className="max-sm:sr-only">Invite people</span>
      </ServerLinkButton>
    ) : null;
  if (!canAddPeople(viewer, room)) return null;
  return (
    <>
      <Button variant="outline" size="sm" onPointerEnter={AddPeopleDialog.preload} onClick={() => setAdding(true)}>
        <UserPlus aria-hidden /> <span className="max-sm:sr-only">Add people</span>
      </Button>
      {isAdding && <AddPeopleDialog room={room} memberIds={memberIds} onClose={() => setAdding(false)} />}
    </>
  );
}
