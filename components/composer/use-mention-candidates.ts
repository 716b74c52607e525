"use client";

import { useEffect, useState } from "react";
import { api } from "@/lib/browser/api";
import { membersReplySchema } from "@/lib/members/schema";
import type { MentionCandidate } from "./completion";

const FRESH_MS = 60_000;
const known = new Map<string, { at: number; people: MentionCandidate[] }>();

/**
 * The members of a room who can be called, for completion, fetched when first wanted. A deleted person has no username.
 */
export function useMentionCandidates(roomId: string, isWanted: boolean): readonly MentionCandidate[] {
  const [people, setPeople] = useState<readonly MentionCandidate[]>([]);
  useEffect(() => {
    if (!isWanted) return;
    const cached = known.get(roomId);
    setPeople(cached?.people ?? []);
    if (cached && Date.now() - cached.at < FRESH_MS) return;
    const controller = new AbortController();
    api(`/api/chat/rooms/${roomId}/members`, { schema: membersReplySchema, signal: controller.signal })
      .then(({ members }) => {
        const found = members.flatMap(({ user, disabled }) => (disabled || user.username === "" ? [] : [user]));
        known.set(roomId, { at: Date.now(), people: found });
        setPeople(found);
      })
      // Without the list nothing is suggested, and the name can still be typed.
      .catch(() => {});
    return () => controller.abort();
  }, [roomId, isWanted]);
  return people;
}
