"use client";

import { useEffect, useState } from "react";
import { api } from "@/lib/browser/api";
import type { Message } from "@/lib/messages/schema";
import { type Reactors, reactorsReplySchema } from "@/lib/reactions/schema";
import type { ShownReaction } from "@/lib/reactions/shown";

/** Fetches who reacted to a message with an emoji. Null until that is known, and where it cannot be had. */
export function useReactors({ id }: Message, { emoji, count }: ShownReaction): Reactors | null {
  const [reactors, setReactors] = useState<Reactors | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with another count they are others.
  useEffect(() => {
    const gone = new AbortController();
    const path = `/api/chat/messages/${id}/reactions/${encodeURIComponent(emoji)}`;
    api(path, { schema: reactorsReplySchema, signal: gone.signal }).then(setReactors, () => {});
    return () => gone.abort();
  }, [id, emoji, count]);
  return reactors;
}
