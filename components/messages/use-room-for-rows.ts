"use client";

import { useState } from "react";
import type { Room } from "@/lib/rooms/schema";

const ROW_FIELDS = ["id", "kind", "name", "joined", "role", "archivedAt", "isDefault", "isGroup"] as const;

/** The first of a row of rooms that are the same to the rows of a conversation: with every message the room is another object. */
export function useRoomForRows(room: Room): Room {
  const [held, setHeld] = useState(room);
  if (held === room || ROW_FIELDS.every((field) => held[field] === room[field])) return held;
  setHeld(room);
  return room;
}
