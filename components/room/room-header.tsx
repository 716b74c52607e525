"use client";

import { Info, Search, Users } from "lucide-react";
import { useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { counterpartOf, titleOf } from "@/components/chats/chat-title";
import { RoomIcon } from "@/components/chats/room-icon";
import { openRoomSearch, ROOM_SEARCH } from "@/components/search/room-search";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import type { Room } from "@/lib/rooms/schema";
import { InvitePrompt } from "./invite-prompt";
import { ScreenHeader } from "./screen-header";

type Props = { room: Room; isDetailsOpen: boolean; onDetails: () => void };

/** The header above a conversation: the chat's picture and name, its topic, and the button that opens the details. */
export function RoomHeader({ room, isDetailsOpen, onDetails }: Props) {
  const viewer = useViewer();
  const online = useOnline();
  const title = titleOf(room, viewer.id);
  const about = aboutOf(room, online, viewer.id);
  const members = membersOf(room);
  return (
    <ScreenHeader>
      <RoomIcon room={room} viewerId={viewer.id} online={online} size={32} />
      <div className="min-w-0 flex-1">
        <h1 className="truncate text-[0.9375rem] leading-5 font-semibold">{title}</h1>
        {about && (
          <p className="truncate text-meta text-muted-foreground" title={about}>
            {about}
          </p>
        )}
      </div>
      {room.kind !== "DIRECT" && room.memberCount === 1 && room.joined && !isDetailsOpen && (
        <InvitePrompt room={room} />
      )}
      {room.kind !== "DIRECT" && (
        <Button
          variant="ghost"
          size="sm"
          aria-label={members}
          onClick={onDetails}
          className="text-muted-foreground tabular-nums max-sm:hidden"
        >
          <Users aria-hidden /> {room.memberCount}
        </Button>
      )}
      <Tooltip content={ROOM_SEARCH.does}>
        <Button
          variant="ghost"
          size="icon"
          aria-label={ROOM_SEARCH.does}
          onClick={() => openRoomSearch("", room.id)}
          className="text-muted-foreground"
        >
          <Search aria-hidden />
        </Button>
      </Tooltip>
      <Tooltip content={isDetailsOpen ? "Hide details" : "Details"}>
        <Button
          variant="ghost"
          size="icon"
          aria-label={room.kind === "DIRECT" ? "People" : "Room details"}
          aria-expanded={isDetailsOpen}
          data-details-button
          onClick={onDetails}
          className={isDetailsOpen ? "bg-accent text-foreground" : "text-muted-foreground"}
        >
          <Info aria-hidden />
        </Button>
      </Tooltip>
    </ScreenHeader>
  );
}

function membersOf(room: Room): string {
  return room.memberCount === 1 ? "1 member" : `${room.memberCount} members`;
}

function aboutOf(room: Room, online: ReadonlySet<string>, viewerId: string): string {
  if (room.kind !== "DIRECT") return room.topic || membersOf(room);
  const other = counterpartOf(room, viewerId);
  // A deleted person has no username.
  if (other?.username === "") return "This account is deleted";
  if (other) return `@${other.username}${online.has(other.id) ? " · online" : ""}`;
  if (room.people.length === 1) return "Notes only you can see";
  const here = room.people.filter((person) => online.has(person.id)).length;
  return `${room.memberCount} people${here > 0 ? ` · ${here} online` : ""}`;
}
