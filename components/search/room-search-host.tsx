"use client";

import { useEffect, useRef, useState } from "react";
import { navigate } from "@/components/ui/client-navigation";
import { hasCoarsePointer } from "@/components/ui/keyboard";
import type { MessagePlace } from "@/lib/messages/address";
import { onOpenRoomSearch, type RoomSearch, roomSearchOf, withoutRoomSearch } from "./room-search";
import { RoomSearchBar } from "./room-search-bar";
import { useRoomSearchKey } from "./use-room-search-key";

type Props = { roomId: string; onJump: (place: MessagePlace) => void };

/** Draws the search bar of a room while it is open: the room was opened from a search, or somebody asked for the bar. */
export function RoomSearchHost({ roomId, onJump }: Props) {
  const [search, setSearch] = useState<RoomSearch | null>(() => roomSearchOf(location.href));
  // Each opening begins afresh, also where the bar is open already.
  const [opening, setOpening] = useState(0);
  const before = useRef<Element | null>(null);
  useRoomSearchKey();
  useEffect(
    () =>
      onOpenRoomSearch((next) => {
        before.current = document.activeElement;
        setSearch((open) => (next.query === "" && open ? open : next));
        setOpening((count) => count + 1);
      }, roomId),
    [roomId],
  );

  function close() {
    setSearch(null);
    const address = withoutRoomSearch(location.href);
    if (address !== location.href) navigate(address, { replace: true });
    placeToReturn(before.current)?.focus({ preventScroll: true });
  }

  if (!search) return null;
  return (
    <RoomSearchBar
      key={opening}
      roomId={roomId}
      initialQuery={search.query}
      initialSeq={search.seq}
      isAsked={opening > 0}
      onJump={onJump}
      onClose={close}
    />
  );
}

/** The element that had the focus before the bar was opened; where it is gone the message box, and on a phone the room. */
function placeToReturn(before: Element | null): HTMLElement | null {
  const isThere = before instanceof HTMLElement && before !== document.body && before.isConnected;
  if (isThere && !before.closest("[inert], [aria-hidden=true]") && before.offsetParent !== null) return before;
  const box = hasCoarsePointer() ? null : document.querySelector<HTMLElement>("#main textarea[name=message]");
  return box ?? document.getElementById("main");
}
