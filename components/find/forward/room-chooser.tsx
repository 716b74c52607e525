"use client";

import { useEffect, useId, useMemo, useRef, useState } from "react";
import { useChatPages, useChats, useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { titleOf } from "@/components/chats/chat-title";
import { findChats } from "@/components/chats/find-chats";
import { kindLabel, RoomIcon } from "@/components/chats/room-icon";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { canPost } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";
import { FoundEntry, Option } from "../found-option";
import { useActiveOption } from "../use-active-option";

/** The longest list; typing makes it shorter. */
const SHOWN_MAX = 20;

/** A field and the list of the viewer's chats that are called so, in which they can write. */
export function RoomChooser({ onChoose }: { onChoose: (room: Room) => void }) {
  const [query, setQuery] = useState("");
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const rooms = useWritable(query);
  useEffect(() => field.current?.focus(), []);
  const idOf = (room: Room) => `${id}-${room.id}`;
  const { active, choose } = useActiveOption({
    field,
    ids: rooms.map(idOf),
    first: rooms[0] && idOf(rooms[0]),
    startsActive: true,
    query: query.trim(),
    onEnter: () => {},
  });
  return (
    <div className="grid gap-1.5">
      <Label htmlFor={`${id}-field`}>To</Label>
      <Input
        ref={field}
        id={`${id}-field`}
        role="combobox"
        aria-autocomplete="list"
        aria-expanded
        aria-controls={`${id}-list`}
        autoComplete="off"
        spellCheck={false}
        placeholder="Find a room or a person"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <div
        role="listbox"
        id={`${id}-list`}
        aria-label="Chats"
        className="max-h-52 min-h-24 overflow-y-auto overscroll-contain rounded-control border p-1"
      >
        {rooms.map((room) => (
          <Option
            key={room.id}
            id={idOf(room)}
            isActive={active === idOf(room)}
            isDense
            onPoint={() => choose(idOf(room))}
            target={{ run: () => onChoose(room) }}
          >
            <FoundEntry entry={{ key: room.id, section: "chats", room }} isDense />
          </Option>
        ))}
      </div>
      <p role="status" className={rooms.length === 0 ? "text-meta text-muted-foreground" : "sr-only"}>
        {rooms.length === 0 ? "None of your chats is called that." : `${rooms.length} found`}
      </p>
    </div>
  );
}

/** Where the message will go, and the way back to the list. */
export function ChosenRoom({ room, onChange }: { room: Room; onChange: () => void }) {
  const viewer = useViewer();
  const online = useOnline();
  const button = useRef<HTMLButtonElement>(null);
  // The list that had the focus is gone.
  useEffect(() => button.current?.focus(), []);
  return (
    <div className="grid gap-1.5">
      <p className="text-sm font-medium">To</p>
      <p className="flex min-h-11 items-center gap-2.5 rounded-control border ps-3 pe-1">
        <RoomIcon room={room} viewerId={viewer.id} online={online} size={20} />
        <span className="min-w-0 flex-1 truncate text-sm">
          <bdi>{titleOf(room, viewer.id)}</bdi>
          <span className="sr-only">, {kindLabel(room)}</span>
        </span>
        <Button ref={button} variant="ghost" size="sm" onClick={onChange}>
          Change
        </Button>
      </p>
    </div>
  );
}

function useWritable(query: string): Room[] {
  const viewer = useViewer();
  const chats = useChats();
  const { loadAll } = useChatPages();
  useEffect(() => void loadAll(), [loadAll]);
  return useMemo(
    () => findChats(chats.filter(canPost), query, viewer.id).slice(0, SHOWN_MAX),
    [chats, query, viewer.id],
  );
}
