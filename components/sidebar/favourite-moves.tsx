"use client";

import { useEffect, useEffectEvent, useRef, useState } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { titleOf } from "@/components/chats/chat-title";
import { useFavourites } from "@/components/chats/use-favourites";
import { onDemand } from "@/components/ui/on-demand";

const FavouriteDrag = onDemand(() => import("./favourite-drag").then((module) => module.FavouriteDrag), {
  isRare: true,
  fallback: null,
});

const FAVOURITE = "#favourites [data-room-link]";

/**
 * Moves favourites: Ctrl+Shift+↑ and ↓, with ⌘ on a Mac, the one that has the focus, after which its place is said; and the
 * mouse by dragging. A row from another section that is dropped among them becomes one. A finger that stays on a row opens its
 * actions instead, which move favourites too.
 */
export function FavouriteMoves() {
  const viewer = useViewer();
  const { favourites, place } = useFavourites();
  const [said, setSaid] = useState("");
  const moved = useRef<string | null>(null);
  const dragged = useDraggedRoom();

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey) return;
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    const link = event.target instanceof Element && event.target.closest<HTMLElement>(FAVOURITE);
    const at = favourites.findIndex((room) => link && room.id === link.dataset.roomLink);
    const room = favourites[at];
    if (!room) return;
    event.preventDefault();
    // The list moves its focus with the arrow keys.
    event.stopPropagation();
    const to = at + (event.key === "ArrowDown" ? 1 : -1);
    if (!favourites[to]) return;
    moved.current = room.id;
    place(room.id, to);
    setSaid(`${titleOf(room, viewer.id)} is now ${to + 1} of ${favourites.length}`);
  });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => onKey(event);
    document.addEventListener("keydown", onKeyDown, true);
    return () => document.removeEventListener("keydown", onKeyDown, true);
  }, []);

  // A row that is moved in the document loses the focus.
  useEffect(() => {
    const id = moved.current;
    moved.current = null;
    if (id && favourites) document.querySelector<HTMLElement>(`#favourites [data-room-link="${id}"]`)?.focus();
  }, [favourites]);
  return (
    <>
      <span role="status" className="sr-only">
        {said}
      </span>
      {dragged && <FavouriteDrag roomId={dragged} favourites={favourites} place={place} />}
    </>
  );
}

/** The chat whose row is being dragged: rows are links, which browsers let one drag. */
function useDraggedRoom(): string | null {
  const [dragged, setDragged] = useState<string | null>(null);
  useEffect(() => {
    const onStart = ({ target }: DragEvent) => {
      const link = target instanceof Element ? target.closest<HTMLElement>("[data-room-link]") : null;
      setDragged(link?.dataset.roomLink ?? null);
    };
    const onEnd = () => setDragged(null);
    document.addEventListener("dragstart", onStart);
    document.addEventListener("dragend", onEnd);
    // A row that becomes a favourite is drawn anew, and its `dragend` comes to nobody. The window hears it after the document.
    window.addEventListener("drop", onEnd);
    return () => {
      document.removeEventListener("dragstart", onStart);
      document.removeEventListener("dragend", onEnd);
      window.removeEventListener("drop", onEnd);
    };
  }, []);
  return dragged;
}
