"use client";

import { useEffect, useState } from "react";
import { useEveryoneEvents, useOnReconnect } from "@/components/realtime/use-channel";
import { errorMessageOf } from "@/components/ui/form-errors";
import { api } from "@/lib/browser/api";
import { type EmojiList, emojiListReplySchema } from "@/lib/emoji/schema";

let known: EmojiList | null = null;
let loading: Promise<EmojiList> | null = null;

/** Fetches the custom emoji. Those who ask at the same time share one request. */
function loadEmojiList(): Promise<EmojiList> {
  loading ??= api("/api/chat/emoji", { schema: emojiListReplySchema })
    .then((list) => {
      known = list;
      return list;
    })
    .finally(() => {
      loading = null;
    });
  return loading;
}

/** The own name of an emoji as `:name:`, by any of its names, or null where there is none or the list cannot be had. */
export async function findByName(wanted: string): Promise<string | null> {
  const list = await loadEmojiList().catch(() => known);
  const found = list?.emoji.find(({ name, aliases }) => name === wanted || aliases.includes(wanted));
  return found ? `:${found.name}:` : null;
}

/**
 * The custom emoji, from when they are first needed: those that are known at once, then those that are there now, and what changes
 * while the component is on the page.
 */
export function useEmojiList() {
  const [state, setState] = useState<{ list: EmojiList | null; error?: string }>({ list: known });
  const reload = () =>
    loadEmojiList().then(
      (list) => setState({ list }),
      (error) => setState((before) => ({ ...before, error: errorMessageOf(error) })),
    );
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when it is first needed here.
  useEffect(() => void reload(), []);
  useEveryoneEvents(({ name }) => {
    if (name === "emoji.changed") void reload();
  });
  useOnReconnect(() => void reload());
  return { ...state, reload };
}
