"use client";

import { useCallback, useEffect, useState } from "react";
import { errorMessageOf } from "@/components/ui/form-errors";
import { ApiError, api } from "@/lib/browser/api";
import { type Profile, profileReplySchema } from "@/lib/members/schema";

/** Fetches somebody as the viewer meets them in this room; again on `reload`, while what was there stays. */
export function useProfile(person: string, roomId: string | undefined) {
  const [profile, setProfile] = useState<Profile>();
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
  return { profile, problem, reload };
}
