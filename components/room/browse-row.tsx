"use client";

import { Users } from "lucide-react";
import { type MouseEvent, useState } from "react";
import { useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { RoomIcon } from "@/components/chats/room-icon";
import { useJoin } from "@/components/chats/use-join";
import { Button } from "@/components/ui/button";
import { ClientLink } from "@/components/ui/client-link";
import { ClientLinkButton } from "@/components/ui/client-link-button";
import { errorMessageOf } from "@/components/ui/form-errors";
import { toast } from "@/components/ui/toast";
import { canJoin } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";

/** The form of the page that the Join buttons belong to. */
export const JOIN_FORM_ID = "join-room";

/** An open room in the list of all of them, with its topic and a button to join or open it. */
export function BrowseRow({ room }: { room: Room }) {
  const viewer = useViewer();
  const online = useOnline();
  return (
    <li className="flex min-h-16 items-center gap-3 py-2.5 [contain-intrinsic-size:auto_4rem] [content-visibility:auto]">
      <RoomIcon room={room} viewerId={viewer.id} online={online} size={40} />
      <div className="min-w-0 flex-1">
        <ClientLink
          href={`/rooms/${room.id}`}
          className="inline-block max-w-full truncate rounded-control text-sm font-medium touch-reach hover:underline"
        >
          {room.name}
        </ClientLink>
        <p className="flex min-w-0 items-center gap-1.5 text-meta text-muted-foreground">
          <span className="flex shrink-0 items-center gap-1 tabular-nums">
            <Users aria-hidden className="size-3.5" />
            {room.memberCount}
            <span className="sr-only">{room.memberCount === 1 ? "member" : "members"}</span>
          </span>
          {room.topic && <span className="truncate">· {room.topic}</span>}
        </p>
      </div>
      {room.joined ? (
        <ClientLinkButton variant="ghost" size="sm" href={`/rooms/${room.id}`} aria-label={`Open ${room.name}`}>
          Open
        </ClientLinkButton>
      ) : (
        canJoin(room) && <JoinButton room={room} />
      )}
    </li>
  );
}

function JoinButton({ room }: { room: Room }) {
  const join = useJoin();
  const [busy, setBusy] = useState(false);
  async function onClick(event: MouseEvent) {
    event.preventDefault();
    setBusy(true);
    try {
      await join(room);
    } catch (fault) {
      toast.error(errorMessageOf(fault));
      setBusy(false);
    }
  }
  return (
    <Button
      type="submit"
      form={JOIN_FORM_ID}
      name="roomId"
      value={room.id}
      variant="outline"
      size="sm"
      loading={busy}
      onClick={onClick}
      aria-label={`Join ${room.name}`}
    >
      Join
    </Button>
  );
}
