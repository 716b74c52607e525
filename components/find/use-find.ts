"use client";

import { useCallback, useEffect, useState } from "react";
import { ApiError, api } from "@/lib/browser/api";
import type { Room } from "@/lib/rooms/schema";
import { findReplySchema } from "@/lib/search/schema";
import type { Author } from "@/lib/users/schema";
import { wantedName, withReply } from "./find-entries";

/** The search waits until the person stops typing. */
const TYPING_PAUSE_MS = 150;
const LIMIT = 8;

export type FindStatus = "idle" | "loading" | "ready" | "failed" | "offline";
type Found = { people: readonly Author[]; rooms: readonly Room[] };

/**
 * The people and rooms that the server knows by this name, and those of its earlier replies, which may match as well.
 * Asks again by itself when the connection is back.
 */
export function useFind(query: string): Found & { status: FindStatus; retry: () => void } {
  const [found, setFound] = useState<Found>({ people: [], rooms: [] });
  const [state, setState] = useState<{ q: string; status: FindStatus }>({ q: "", status: "idle" });
  const [attempt, setAttempt] = useState(0);
  const retry = useCallback(() => setAttempt((count) => count + 1), []);
  const q = query.trim();
  const isAsked = wantedName(q) !== "";
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt asks again.
  useEffect(() => {
    if (!isAsked) return;
    const abort = new AbortController();
    const ask = async () => {
      const path = `/api/chat/find?${new URLSearchParams({ q, limit: String(LIMIT) })}`;
      try {
        const reply = await api(path, { schema: findReplySchema, signal: abort.signal });
        setFound((before) => ({
          people: withReply(before.people, reply.people, LIMIT),
          rooms: withReply(before.rooms, reply.rooms, LIMIT),
        }));
        setState({ q, status: "ready" });
      } catch (error) {
        if (abort.signal.aborted) return;
        setState({ q, status: error instanceof ApiError && error.code === "network" ? "offline" : "failed" });
      }
    };
    const timer = setTimeout(ask, TYPING_PAUSE_MS);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [q, isAsked, attempt]);
  const isOffline = state.status === "offline";
  useEffect(() => {
    if (!isOffline) return;
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, [isOffline, retry]);
  // Until the reply to this query has come, the last one says nothing about it.
  const status = !isAsked ? "idle" : state.q === q ? state.status : "loading";
  return { ...found, status, retry };
}
