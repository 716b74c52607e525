"use client";

import { useState } from "react";
import { useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { RoomIcon } from "@/components/chats/room-icon";
import { useJoin } from "@/components/chats/use-join";
import { Button } from "@/components/ui/button";
import { ClientLink } from "@/components/ui/client-link";
import { errorMessageOf } from "@/components/ui/form-errors";
import { toast } from "@/components/ui/toast";
import type { Room } from "@/lib/rooms/schema";

/** The open rooms that the search has found and that the viewer has not joined, each with a link and a Join button. */
export function RoomsToJoin({ rooms, onDone }: { rooms: Room[]; onDone: () => void }) {
  return (
    <section aria-labelledby="rooms-to-join" className="pb-3">
      <h2 id="rooms-to-join" className="flex h-8 items-center px-2 text-meta font-medium text-muted-foreground">
        Rooms to join
      </h2>
      <ul>
        {rooms.map((room) => (
          <RoomToJoin key={room.id} room={room} onDone={onDone} />
        ))}
      </ul>
    </section>
  );
}

function RoomToJoin({ room, onDone }: { room: Room; onDone: () => void }) {
  const viewer = useViewer();
  const online = useOnline();
  const join = useJoin();
  const [busy, setBusy] = useState(false);
  async function onJoin() {
    setBusy(true);
    try {
      await join(room);
      onDone();
    } catch (fault) {
      toast.error(errorMessageOf(fault));
      setBusy(false);
    }
  }
  return (
    <li className="flex items-center gap-1.5 rounded-control pe-2 hover:bg-accent">
      <ClientLink
        href={`/rooms/${room.id}`}
        onClick={onDone}
        data-room-link={room.id}
        className="flex h-12 min-w-0 flex-1 items-center gap-2.5 rounded-control px-2 -outline-offset-2"
      >
        <RoomIcon room={room} viewerId={viewer.id} online={online} size={32} />
        <span className="grid min-w-0">
          <span className="truncate text-sm">{room.name}</span>
          <span className="truncate text-meta text-muted-foreground">
            {room.memberCount === 1 ? "1 member" : `${room.memberCount} members`}
          </span>
        </span>
      </ClientLink>
      <Button variant="outline" size="sm" loading={busy} onClick={onJoin} aria-label={`Join ${room.name}`}>
        Join
      </Button>
    </li>
  );
}
