"use client";

import { useState } from "react";
import type { Room } from "@/lib/rooms/schema";

const ROW_FIELDS = ["id", "kind", "name", "joined", "role", "archivedAt", "isDefault", "isGroup", "threads"] as const;

/**
 * The first of a row of rooms that are the same to the rows of a conversation: with every message the room is another
 * object.
 */
export function useStableRoom(room: Room): Room {
  const [stable, setStable] = useState(room);
  if (stable === room || ROW_FIELDS.every((field) => stable[field] === room[field])) return stable;
  setStable(room);
  return room;
}
