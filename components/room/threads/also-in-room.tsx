"use client";

import type { Room } from "@/lib/rooms/schema";

type Props = { room: Room; isOn: boolean; onChange: (isOn: boolean) => void };

/** Whether the next reply is drawn in the room, too. It is off again after that. */
export function AlsoInRoom({ room, isOn, onChange }: Props) {
  return (
    <label className="mt-1.5 flex w-fit max-w-full cursor-pointer items-center gap-2 text-meta text-muted-foreground touch-reach">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 shrink-0 cursor-pointer accent-primary"
      />
      <span className="truncate">Also send to {room.kind === "DIRECT" ? "the chat" : <bdi>{room.name}</bdi>}</span>
    </label>
  );
}
