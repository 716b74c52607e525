"use client";

import { useSyncExternalStore } from "react";
import { useEveryoneEvents, useRoomEvents } from "@/components/realtime/use-channel";
import { parseChannel } from "@/lib/realtime/channels";
import { applyAuthorToHeld, applyToHeld, forgetTimeline, heldRoomIds, onHeldRooms } from "./held-timelines";

/** Keeps the rooms that are not on screen going while their reader is elsewhere. Draws nothing. */
export function HeldHost() {
  const ids = useSyncExternalStore(onHeldRooms, heldRoomIds, heldRoomIds);
  useRoomEvents(
    ids,
    ({ name, payload }) => {
      if (name === "message.changed") applyToHeld(payload.roomId, payload);
      if (name === "room.changed") applyToHeld(payload.roomId, { rev: payload.rev });
      if (name === "room.deleted") forgetTimeline(payload.roomId);
    },
    {
      onRefused: (channel) => {
        const of = parseChannel(channel);
        if (of?.type === "room") forgetTimeline(of.roomId);
      },
    },
  );
  useEveryoneEvents(({ name, payload }) => {
    if (name === "user.changed") applyAuthorToHeld(payload.user);
  });
  return null;
}
