"use client";

import { useEffect, useState } from "react";
import { navigate } from "@/components/ui/client-navigation";
import { hasCoarsePointer } from "@/components/ui/keyboard";
import { onOpenRoomSearch, type RoomSearch, roomSearchOf, withoutRoomSearch } from "./room-search";
import { RoomSearchBar } from "./room-search-bar";

type Props = { roomId: string; onJump: (seq: number) => void };

/** Draws the search bar of a room while it is open: the room was opened from a search, or somebody asked for the bar. */
export function RoomSearchHost({ roomId, onJump }: Props) {
  const [search, setSearch] = useState<RoomSearch | null>(() => roomSearchOf(location.href));
  // Each opening begins afresh, also where the bar is open already.
  const [opening, setOpening] = useState(0);
  useEffect(
    () =>
      onOpenRoomSearch((next) => {
        setSearch((before) => (next.query === "" && before ? before : next));
        setOpening((count) => count + 1);
      }),
    [],
  );

  function close() {
    setSearch(null);
    const address = withoutRoomSearch(location.href);
    if (address !== location.href) navigate(address, { replace: true });
    const box = hasCoarsePointer() ? null : document.querySelector<HTMLElement>("#main textarea[name=message]");
    (box ?? document.getElementById("main"))?.focus({ preventScroll: true });
  }

  if (!search) return null;
  return (
    <RoomSearchBar
      key={opening}
      roomId={roomId}
      initialQuery={search.query}
      initialSeq={search.seq}
      onJump={onJump}
      onClose={close}
    />
  );
}
