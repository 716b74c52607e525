"use client";

import { useEffect, useEffectEvent, useState } from "react";
import { useEveryoneEvents, useOnReconnect } from "@/components/realtime/use-channel";
import { errorMessageOf } from "@/components/ui/form-errors";
import type { EmojiList } from "@/lib/emoji/schema";
import { beginToListen, knownEmojiList, loadEmojiList, noteChange } from "./emoji-list";

/**
 * The custom emoji, from when they are first wanted: those that are known at once, then those that are there now, and what changes
 * while the component is on the page.
 */
export function useEmojiList(isWanted = true) {
  const [state, setState] = useState<{ list: EmojiList | null; error?: string }>({ list: knownEmojiList().list });
  const reload = () =>
    loadEmojiList().then(
      (list) => setState({ list }),
      (error) => setState((before) => ({ ...before, error: errorMessageOf(error) })),
    );
  const begin = useEffectEvent(() => {
    const { list, isFresh } = knownEmojiList();
    if (!isFresh) void reload();
    else if (state.list !== list) setState({ list });
  });
  useEffect(() => {
    if (isWanted) begin();
  }, [isWanted]);
  useEffect(beginToListen, []);
  const onChange = () => {
    noteChange();
    if (isWanted) void reload();
  };
  useEveryoneEvents(({ name }) => name === "emoji.changed" && onChange());
  useOnReconnect(onChange);
  return { ...state, reload };
}
