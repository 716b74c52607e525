"use client";

import { useEffect, useRef, useState } from "react";
import type { Message } from "@/lib/messages/schema";
import { summaryOf } from "@/lib/messages/summary";
import { useReactedInView } from "./reacted-in-view";
import type { VisibleRange } from "./virtual-list";

const SPOKEN_MAX = 120;
const PAUSE_MS = 700;
/**
 * Screen readers have read the text by then. If it stayed, they would find it later, even when deleted, and would not
 * read the same text again.
 */
const LINGER_MS = 3000;
/** What was announced: a reply in a thread may be in the room, too, and both are on screen. */
const spoken = new Set<string>();
const SPOKEN_KEPT_MAX = 500;

type Props = { messages: readonly Message[]; viewerId: string; view: VisibleRange };

/**
 * Announces messages of others to screen readers; several at once are counted instead of read. It also tells of the reactions
 * that the viewer sees.
 */
export function Announcer({ messages, viewerId, view }: Props) {
  useReactedInView(messages, viewerId, view);
  const [announcement, setAnnouncement] = useState("");
  const told = useRef(messages.at(-1)?.seq ?? 0);
  useEffect(() => {
    const timer = setTimeout(() => {
      const fresh = messages.filter(
        (one) =>
          one.seq > told.current &&
          one.kind === "USER" &&
          one.author.id !== viewerId &&
          one.deletedAt === null &&
          !spoken.has(one.id),
      );
      if (spoken.size > SPOKEN_KEPT_MAX) spoken.clear();
      for (const { id } of fresh) spoken.add(id);
      told.current = Math.max(told.current, messages.at(-1)?.seq ?? 0);
      const [first] = fresh;
      if (!first) return;
      const said = `${first.author.displayName}: ${summaryOf(first, SPOKEN_MAX)}`;
      setAnnouncement(fresh.length === 1 ? said : `${fresh.length} new messages`);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [messages, viewerId]);
  useEffect(() => {
    if (announcement === "") return;
    const timer = setTimeout(() => setAnnouncement(""), LINGER_MS);
    return () => clearTimeout(timer);
  }, [announcement]);
  return (
    <p role="status" aria-live="polite" className="sr-only">
      {announcement}
    </p>
  );
}
