"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useEveryoneEvents, useOnReconnect } from "@/components/realtime/use-channel";
import { errorMessageOf } from "@/components/ui/form-errors";
import { api } from "@/lib/browser/api";
import { type EmojiList, emojiListReplySchema } from "@/lib/emoji/schema";
import { keepEmojiNames } from "./known-names";

let known: EmojiList | null = null;
/** Whether `known` is what a listener has heard of last. Without a listener nobody hears of changes. */
let isFresh = false;
let listeners = 0;
let loading: Promise<EmojiList> | null = null;

/** Fetches the custom emoji. Those who ask at the same time share one request. */
function loadEmojiList(): Promise<EmojiList> {
  loading ??= api("/api/chat/emoji", { schema: emojiListReplySchema })
    .then((list) => {
      known = list;
      isFresh = listeners > 0;
      keepEmojiNames(list.emoji.flatMap(({ name, aliases }) => [name, ...aliases]));
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
 * The custom emoji, from when they are first wanted: those that are known at once, then those that are there now, and what changes
 * while the component is on the page.
 */
export function useEmojiList(isWanted = true) {
  const [state, setState] = useState<{ list: EmojiList | null; error?: string }>({ list: known });
  const reload = () =>
    loadEmojiList().then(
      (list) => setState({ list }),
      (error) => setState((before) => ({ ...before, error: errorMessageOf(error) })),
    );
  const begin = useEffectEvent(() => {
    if (!known || !isFresh) void reload();
    else if (state.list !== known) setState({ list: known });
  });
  useEffect(() => {
    if (isWanted) begin();
  }, [isWanted]);
  useEffect(() => {
    listeners++;
    return () => {
      listeners--;
      if (listeners === 0) isFresh = false;
    };
  }, []);
  const onChange = () => {
    isFresh = false;
    if (isWanted) void reload();
  };
  useEveryoneEvents(({ name }) => name === "emoji.changed" && onChange());
  useOnReconnect(onChange);
  return { ...state, reload };
}
