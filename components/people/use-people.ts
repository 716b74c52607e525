"use client";

import { useCallback, useEffect, useState } from "react";
import { api } from "@/lib/browser/api";
import { type User, usersReplySchema } from "@/lib/users/schema";

/** The search waits until the person stops typing. */
const TYPING_PAUSE_MS = 150;

export type PeopleState = { status: "loading" | "ready" | "failed"; people: User[]; retry: () => void };

/** The people whose name begins with or contains `query`. The last result stays until the next one has arrived. */
export function usePeople(query: string, { limit = 20, enabled = true } = {}): PeopleState {
  const [people, setPeople] = useState<User[]>([]);
  const [status, setStatus] = useState<PeopleState["status"]>("loading");
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt searches again.
  useEffect(() => {
    if (!enabled) return;
    const abort = new AbortController();
    setStatus("loading");
    const search = async () => {
      const params = new URLSearchParams({ q: query.trim(), limit: String(limit) });
      try {
        const { users } = await api(`/api/chat/people?${params}`, { schema: usersReplySchema, signal: abort.signal });
        setPeople(users);
        setStatus("ready");
      } catch {
        if (!abort.signal.aborted) setStatus("failed");
      }
    };
    const timer = setTimeout(search, query === "" ? 0 : TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [query, limit, enabled, attempt]);
  const retry = useCallback(() => setAttempt((n) => n + 1), []);
  return { status, people, retry };
}
