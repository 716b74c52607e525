"use client";

import { useCallback, useEffect, useState } from "react";
import { useEveryoneEvents } from "@/components/realtime/use-channel";
import { errorMessageOf } from "@/components/ui/form-errors";
import { api } from "@/lib/browser/api";
import { type Member, membersReplySchema } from "@/lib/members/schema";
import type { Room } from "@/lib/rooms/schema";

/** Several people are often added at once, so the members are fetched after this pause. */
const GATHER_MS = 250;

export type MembersState = {
  members: Member[] | null;
  hasMore: boolean;
  problem: string | undefined;
  reload: () => void;
};

/**
 * The members of a room. They are fetched again when a system message says that they have changed; names, statuses and whether
 * somebody is not to be disturbed change with the event that says so.
 */
export function useMembers(room: Room): MembersState {
  const [state, setState] = useState<{ members: Member[] | null; hasMore: boolean }>({ members: null, hasMore: false });
  const [problem, setProblem] = useState<string>();
  const load = useCallback(
    async (signal?: AbortSignal) => {
      try {
        setState(await api(`/api/chat/rooms/${room.id}/members`, { schema: membersReplySchema, signal }));
        setProblem(undefined);
      } catch (fault) {
        if (!signal?.aborted) setProblem(errorMessageOf(fault));
      }
    },
    [room.id],
  );
  const notice = room.lastMessage?.kind === "SYSTEM" ? room.lastMessage.id : "";
  const change = `${room.memberCount} ${room.role} ${notice}`;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of the members fetches again.
  useEffect(() => {
    const abort = new AbortController();
    const timer = setTimeout(() => void load(abort.signal), GATHER_MS * (state.members ? 1 : 0));
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [load, change]);
  useEveryoneEvents(({ name, payload }) => {
    if (name !== "user.changed") return;
    const { user } = payload;
    setState((was) => {
      const isHere = was.members?.some((one) => one.user.id === user.id);
      if (!isHere) return was;
      return { ...was, members: (was.members ?? []).map((one) => (one.user.id === user.id ? { ...one, user } : one)) };
    });
  });
  const reload = useCallback(() => {
    setProblem(undefined);
    void load();
  }, [load]);
  return { ...state, problem, reload };
}
