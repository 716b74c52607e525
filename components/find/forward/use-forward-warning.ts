"use client";

import { useEffect, useState } from "react";
import type { ForwardView } from "@/components/messages/forward/forward-store";
import { api } from "@/lib/browser/api";
import { type ForwardReach, forwardReachReplySchema } from "@/lib/forward/input-schema";
import type { Room } from "@/lib/rooms/schema";

const UNKNOWN = "It could not be checked who would read it there. It comes from a place that not everybody can see.";

/**
 * Says who would read a message that cannot read it where it is. Null where there is nothing to say, and undefined until that is
 * known.
 */
export function useForwardWarning(
  { id }: ForwardView["message"],
  from: ForwardView["from"],
  target: Room | null,
): string | null | undefined {
  const [known, setKnown] = useState<{ roomId: string; warning: string | null }>();
  const isOpen = from.kind === "OPEN" || from.id === target?.id;
  const roomId = target?.id;
  useEffect(() => {
    if (!roomId || isOpen) return;
    const gone = new AbortController();
    const tell = (warning: string | null) => !gone.signal.aborted && setKnown({ roomId, warning });
    api(`/api/chat/messages/${id}/forward?roomId=${roomId}`, {
      schema: forwardReachReplySchema,
      signal: gone.signal,
    }).then(
      ({ reach }) => tell(warningOf(reach)),
      () => tell(UNKNOWN),
    );
    return () => gone.abort();
  }, [id, roomId, isOpen]);
  if (isOpen) return null;
  return known?.roomId === roomId ? known?.warning : undefined;
}

const PLACES = { OPEN: "an open room", PRIVATE: "a private room", DIRECT: "a direct chat" };

function warningOf({ from, to, outsiders }: ForwardReach): string | null {
  const origin = `This message is from ${PLACES[from]}.`;
  if (to === "OPEN") return `${origin} Everybody here will be able to read it.`;
  if (outsiders === 0) return null;
  const people = outsiders === 1 ? "One person" : `${outsiders} people`;
  return `${origin} ${people} will read it who cannot see it there.`;
}
