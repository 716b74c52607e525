/** Where a message stands in its room: `inRoom` is false of a reply that is in the thread of `rootId` only. */
export type MessagePlace = { seq: number; rootId?: string | null; inRoom?: boolean };

/** Returns the id of the thread that has to be opened to see the message, and undefined for a message of the room. */
export function threadOf({ rootId, inRoom = true }: MessagePlace): string | undefined {
  return rootId && !inRoom ? rootId : undefined;
}

/** The path of a message in its conversation. */
export function addressOf({ roomId, ...place }: MessagePlace & { roomId: string }): string {
  const rootId = threadOf(place);
  return `/rooms/${roomId}?${rootId ? `thread=${rootId}&message=` : "m="}${place.seq}`;
}
