"use client";

import { useCallback, useEffect, useState } from "react";
import { errorMessageOf } from "@/components/ui/form-errors";
import { ApiError, api } from "@/lib/browser/api";
import { type Profile, profileReplySchema } from "@/lib/members/schema";
import { type GroupMembers, groupMembersReplySchema } from "@/lib/user-groups/schema";

/**
 * Fetches somebody as the viewer meets them in this room, or the group of the name where no person has it; again on `reload`, while
 * what was there stays.
 */
export function useProfile(person: string, roomId: string | undefined) {
  const [profile, setProfile] = useState<Profile>();
  const [group, setGroup] = useState<GroupMembers>();
  const [problem, setProblem] = useState<string>();
  const load = useCallback(
    async (signal?: AbortSignal) => {
      const query = roomId ? `?roomId=${roomId}` : "";
      const names = person.split(" ");
      for (const name of names) {
        try {
          const path = `/api/chat/people/${encodeURIComponent(name)}${query}`;
          return setProfile((await api(path, { schema: profileReplySchema, signal })).profile);
        } catch (fault) {
          const isNobody = fault instanceof ApiError && fault.status === 404;
          const called = isNobody && name.startsWith("@") ? await findGroup(name, signal) : null;
          if (called) return setGroup(called);
          if (isNobody && name !== names.at(-1)) continue;
          if (!signal?.aborted) setProblem(errorMessageOf(fault));
          return;
        }
      }
    },
    [person, roomId],
  );
  useEffect(() => {
    const abort = new AbortController();
    void load(abort.signal);
    return () => abort.abort();
  }, [load]);
  const reload = useCallback(() => {
    setProblem(undefined);
    void load();
  }, [load]);
  return { profile, group, problem, reload };
}

/** Without an answer it is as if there were none: then what is said is that there is no such person. */
const findGroup = (name: string, signal?: AbortSignal): Promise<GroupMembers | null> =>
  api(`/api/chat/groups/${encodeURIComponent(name)}`, { schema: groupMembersReplySchema, signal }).catch(() => null);
