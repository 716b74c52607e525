"use client";

import { useCallback, useEffect, useRef } from "react";
import { api } from "@/lib/browser/api";
import type { ConversationKey } from "@/lib/messages/conversation-key";
import type { Room } from "@/lib/rooms/schema";
import { pathOf } from "./use-timeline-state";

const SETTLE_MS = 400;

/**
 * Tells the server what the viewer has read. The mark only moves forward, only while the tab is visible, and not after
 * "mark unread". `isBehind` says that something is beside the conversation, which on a phone is over it: then nothing is read.
 */
export function useReadMark(room: Room, conversation: ConversationKey, isBehind: boolean) {
  // A person who was added to the room marks it as seen, also when nothing is unread. How far a thread is read comes later.
  const from = room.addedBy === null && !conversation.rootId ? room.lastReadSeq : -1;
  const mark = useRef({ sent: from, wanted: from, isHeld: false });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const send = useCallback(
    async (keepalive = false) => {
      clearTimeout(timer.current);
      const { wanted, sent, isHeld } = mark.current;
      if (wanted <= sent || isHeld || !room.joined) return;
      mark.current.sent = wanted;
      try {
        await api(pathOf(conversation, "/read"), { method: "POST", body: { seq: wanted }, keepalive });
      } catch {
        // The next message that is read sends the mark again.
        mark.current.sent = sent;
      }
    },
    [conversation, room.joined],
  );

  /** Notes that the viewer has the message `seq` on screen. */
  const see = useCallback(
    (seq: number) => {
      if (seq <= mark.current.wanted || document.visibilityState !== "visible") return;
      if (isBehind && !matchMedia("(min-width: 48rem)").matches) return;
      mark.current.wanted = seq;
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void send(), SETTLE_MS);
    },
    [send, isBehind],
  );

  /**
   * Marks the messages from `seq` on as unread. Nothing is marked as read until the room is opened again. Throws
   * `ApiError`.
   */
  const markUnread = useCallback(
    async (seq: number) => {
      clearTimeout(timer.current);
      mark.current.isHeld = true;
      await api(`/api/chat/rooms/${room.id}/unread`, { method: "POST", body: { seq } });
    },
    [room.id],
  );

  useEffect(() => {
    const leave = () => void send(true);
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [send]);

  return { see, markUnread };
}
