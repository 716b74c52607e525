"use client";

import { type KeyboardEvent, useMemo, useState } from "react";
import { type Suggestion, suggestEmoji, suggestMentions, type Token, tokenBefore } from "./completion";
import { useEmojiNames } from "./emoji-names";
import { useMembers } from "./use-members";

type Options = {
  roomId: string;
  viewerId: string;
  isDirect: boolean;
  onChoose: (token: Token, insert: string) => void;
};

/** The list that completes names and emoji while one types, and its keys. */
export function useCompletion({ roomId, viewerId, isDirect, onChoose }: Options) {
  const [token, setToken] = useState<Token | null>(null);
  const [active, setActive] = useState(0);
  const people = useMembers(roomId, token?.kind === "mention");
  const names = useEmojiNames(token?.kind === "emoji");

  const suggestions = useMemo((): Suggestion[] => {
    if (!token) return [];
    if (token.kind === "emoji") return suggestEmoji(token.query, names);
    const others = people.filter((person) => person.id !== viewerId);
    return suggestMentions(token.query, others, !isDirect);
  }, [token, people, names, viewerId, isDirect]);
  const isOpen = suggestions.length > 0;
  const index = Math.min(active, suggestions.length - 1);

  /** Call after every change of the text or the caret. */
  function follow(text: string, caret: number, isRange: boolean) {
    const next = isRange ? null : tokenBefore(text, caret);
    if (next?.kind !== token?.kind || next?.query !== token?.query || next?.start !== token?.start) {
      setToken(next);
      setActive(0);
    }
  }

  function choose(suggestion: Suggestion | undefined) {
    if (token && suggestion) onChoose(token, suggestion.insert);
    setToken(null);
  }

  /** True when the key was for the list. */
  function onKey(event: KeyboardEvent): boolean {
    if (!isOpen || event.nativeEvent.isComposing) return false;
    if (event.key === "ArrowDown") setActive((index + 1) % suggestions.length);
    else if (event.key === "ArrowUp") setActive((index + suggestions.length - 1) % suggestions.length);
    else if (event.key === "Escape") setToken(null);
    else if ((event.key === "Enter" && !event.shiftKey) || (event.key === "Tab" && !event.shiftKey)) {
      choose(suggestions[index]);
    } else return false;
    event.preventDefault();
    return true;
  }

  return { suggestions, isOpen, index, follow, choose, onKey, close: () => setToken(null) };
}
