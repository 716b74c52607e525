"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import type { Room } from "@/lib/rooms/schema";

type Props = {
  /** The chat whose row is being dragged. */
  roomId: string;
  favourites: readonly Room[];
  place: (roomId: string, index: number) => void;
};

type Target = { row: HTMLElement; index: number; isAfter: boolean };

/** Shows where among the favourites the dragged row would be dropped, and drops it there. */
export function FavouriteDrag({ roomId, favourites, place }: Props) {
  const marked = useRef<HTMLElement | null>(null);

  const mark = (target: Target | null) => {
    if (marked.current) marked.current.style.boxShadow = "";
    marked.current = target?.row ?? null;
    if (target) target.row.style.boxShadow = `0 ${target.isAfter ? 2 : -2}px 0 var(--primary)`;
  };
  const targetOf = (event: DragEvent): Target | null => {
    const row = (event.target as Element).closest<HTMLElement>("#favourites > li");
    const id = row?.querySelector<HTMLElement>("[data-room-link]")?.dataset.roomLink;
    const index = favourites.findIndex((room) => room.id === id);
    if (!row || index === -1) return null;
    const { top, height } = row.getBoundingClientRect();
    return { row, index, isAfter: event.clientY > top + height / 2 };
  };

  const onOver = useEffectEvent((event: DragEvent) => {
    const target = targetOf(event);
    mark(target);
    if (target) event.preventDefault();
  });
  const onDrop = useEffectEvent((event: DragEvent) => {
    const target = targetOf(event);
    mark(null);
    if (!target) return;
    event.preventDefault();
    const from = favourites.findIndex((room) => room.id === roomId);
    const to = target.index + (target.isAfter ? 1 : 0);
    place(roomId, from !== -1 && from < to ? to - 1 : to);
  });
  const clear = useEffectEvent(() => mark(null));
  useEffect(() => {
    const over = (event: DragEvent) => onOver(event);
    const drop = (event: DragEvent) => onDrop(event);
    document.addEventListener("dragover", over);
    document.addEventListener("drop", drop);
    return () => {
      document.removeEventListener("dragover", over);
      document.removeEventListener("drop", drop);
      clear();
    };
  }, []);
  return null;
}
