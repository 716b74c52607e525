"use client";

import { useEffect, useEffectEvent, useRef } from "react";
import { useUserEvents } from "@/components/realtime/use-channel";
import { api } from "@/lib/browser/api";
import { listUnsavedDrafts } from "@/lib/drafts/browser/kept-drafts";
import { showDrafts } from "@/lib/drafts/browser/shown-drafts";
import { type Draft, draftsReplySchema } from "@/lib/drafts/schema";
import { isSameConversation } from "@/lib/messages/conversation-key";

/** More than a row of the list has place for. */
const LINE_MAX = 100;

type Known = Pick<Draft, "roomId" | "body" | "editedAt">;

/**
 * Keeps the drafts that the chat list shows: those of the server, and those that this browser has not been able to save. The
 * draft of the chat on screen is not shown, so it is looked for when another chat is opened.
 */
export function useDraftMarks(viewerId: string, currentId: string | null): void {
  const known = useRef(new Map<string, Known>());
  /** What events have told since the request under way began, whose answer may be older. Null while there is none. */
  const heard = useRef<Known[] | null>(null);

  const note = (draft: Known) => {
    // The drafts of threads are not those of the room.
    if (!isSameConversation(draft, { roomId: draft.roomId })) return;
    const before = known.current.get(draft.roomId);
    if (!before || before.editedAt <= draft.editedAt) known.current.set(draft.roomId, draft);
  };
  const show = () => {
    for (const draft of listUnsavedDrafts(viewerId)) note(draft);
    const lines = [...known.current.values()].map(({ roomId, body }) => [roomId, lineOf(body)] as const);
    showDrafts(new Map(lines.filter(([, line]) => line !== "")));
  };
  const fetchDrafts = useEffectEvent(async () => {
    const since: Known[] = [];
    heard.current = since;
    try {
      const { drafts } = await api("/api/chat/drafts", { schema: draftsReplySchema });
      // A request that began later has the newer answer.
      if (heard.current !== since) return;
      heard.current = null;
      // One that is not among them has been sent or emptied.
      known.current.clear();
      for (const draft of [...drafts, ...since]) note(draft);
    } catch {
      // The next subscription fetches them again.
    }
    show();
  });

  useUserEvents(
    ({ name, payload }) => {
      if (name !== "draft.changed") return;
      if (!payload.draft) return void fetchDrafts();
      heard.current?.push(payload.draft);
      note(payload.draft);
      show();
    },
    { onSubscribed: () => void fetchDrafts() },
  );
  const onMove = useEffectEvent(show);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft of the chat that was on screen is shown now.
  useEffect(() => {
    onMove();
    const onStorage = () => onMove();
    window.addEventListener("storage", onStorage);
    return () => window.removeEventListener("storage", onStorage);
  }, [currentId]);
}

const lineOf = (body: string): string => body.slice(0, LINE_MAX).replace(/\s+/g, " ").trim();
