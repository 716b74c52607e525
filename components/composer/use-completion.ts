"use client";

import { type KeyboardEvent, useMemo, useState } from "react";
import { type Suggestion, suggestEmoji, suggestMentions, type Token, tokenBefore } from "./completion";
import { useEmojiNames } from "./emoji-names";
import { useMembers } from "./use-members";

type Options = {
  roomId: string;
  viewerId: string;
  isDirect: boolean;
  /** What stands in the field now. */
  text: string;
  onChoose: (token: Token, insert: string) => void;
};

/** The list that completes names and emoji while one types, and its keys. */
export function useCompletion({ roomId, viewerId, isDirect, text, onChoose }: Options) {
  const [found, setFound] = useState<{ token: Token; text: string } | null>(null);
  const [active, setActive] = useState(0);
  // A text that changed by itself, as when it was sent, is completed no more.
  const token = found?.text === text ? found.token : null;
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
  function follow(value: string, caret: number, isRange: boolean) {
    const next = isRange ? null : tokenBefore(value, caret);
    if (found?.text === value && next && isSame(next, found.token)) return;
    setFound(next && { token: next, text: value });
    setActive(0);
  }

  function choose(suggestion: Suggestion | undefined) {
    if (token && suggestion) onChoose(token, suggestion.insert);
    setFound(null);
  }

  /** True when the key was for the list. */
  function onKey(event: KeyboardEvent): boolean {
    if (!isOpen) return false;
    if (event.key === "ArrowDown") setActive((index + 1) % suggestions.length);
    else if (event.key === "ArrowUp") setActive((index + suggestions.length - 1) % suggestions.length);
    else if (event.key === "Escape") setFound(null);
    else if ((event.key === "Enter" && !event.shiftKey) || (event.key === "Tab" && !event.shiftKey)) {
      choose(suggestions[index]);
    } else return false;
    event.preventDefault();
    return true;
  }

  return { suggestions, isOpen, index, follow, choose, onKey, close: () => setFound(null) };
}

function isSame(a: Token, b: Token): boolean {
  return a.kind === b.kind && a.query === b.query && a.start === b.start;
}
