"use client";

import { useEffect, useState } from "react";
import { useChatPages, useChats, useOnline, useViewer } from "@/components/chats/chat-list-provider";
import { counterpartOf, titleOf } from "@/components/chats/chat-title";
import { findChats } from "@/components/chats/find-chats";
import { RoomIcon } from "@/components/chats/room-icon";
import type { Room } from "@/lib/rooms/schema";
import { withFilter } from "@/lib/search/edit-query";
import { OptionPicker } from "./option-picker";
import { Picker } from "./picker";
import { roomValue } from "./room-value";

const SHOWN_MAX = 30;

/** Adds a room or a direct chat to the query. */
export function RoomPicker({ text, onSearch }: { text: string; onSearch: (q: string) => void }) {
  const viewer = useViewer();
  const chats = useChats();
  function choose(room: Room) {
    const other = counterpartOf(room, viewer.id);
    if (other?.username) onSearch(withFilter(text, "with", other.username));
    else onSearch(withFilter(text, "in", room.kind === "DIRECT" ? room.id : roomValue(room, chats)));
  }
  return (
    <Picker label="Room" title="Choose a room">
      {(close) => (
        <Rooms
          onChoose={(room) => {
            close();
            choose(room);
          }}
        />
      )}
    </Picker>
  );
}

function Rooms({ onChoose }: { onChoose: (room: Room) => void }) {
  const viewer = useViewer();
  const online = useOnline();
  const chats = useChats();
  const { loadAll } = useChatPages();
  useEffect(() => void loadAll(), [loadAll]);
  const [query, setQuery] = useState("");
  const found = findChats(chats, query, viewer.id).slice(0, SHOWN_MAX);
  return (
    <OptionPicker
      label="Find a room"
      query={query}
      onQuery={setQuery}
      options={found.map((room) => ({
        id: room.id,
        label: titleOf(room, viewer.id),
        icon: <RoomIcon room={room} viewerId={viewer.id} online={online} size={20} />,
      }))}
      onChoose={(id) => {
        const room = found.find((one) => one.id === id);
        if (room) onChoose(room);
      }}
      empty="You are in no room that is called that."
    />
  );
}
