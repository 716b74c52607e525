"use client";

import {
  type KeyboardEvent,
  type Ref,
  type RefObject,
  useEffect,
  useEffectEvent,
  useImperativeHandle,
  useMemo,
  useState,
} from "react";
import { useEmojiList } from "@/components/emoji/use-emoji-list";
import { useRoomGroups } from "@/components/user-groups/use-room-groups";
import { canMentionAll } from "@/lib/rooms/mention-policy";
import type { Actor } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";
import { keepLargeGroups } from "./calls-many";
import {
  type CompletionToken,
  completedEmoji,
  optionId,
  type Suggestion,
  searchablePeople,
  suggestEmoji,
  suggestMentions,
  tokenBefore,
  withCustomNames,
} from "./completion";
import { CompletionList } from "./completion-list";
import { knownEmojiNames, loadEmojiNames, useEmojiNames } from "./emoji-names";
import { insertText } from "./insert-text";
import { patternOfLarge } from "./large-groups";
import { useMentionCandidates } from "./use-mention-candidates";

export type CompletionHandle = {
  /** Called after every change of the text or the caret. `isTyped` when the text became longer. */
  follow: (isTyped: boolean) => void;
  /** Handles a key. Returns whether it was for the list. */
  onKey: (event: KeyboardEvent) => boolean;
  close: () => void;
};

type Props = {
  ref: Ref<CompletionHandle>;
  field: RefObject<HTMLTextAreaElement | null>;
  listId: string;
  room: Room;
  viewer: Actor;
  /** The text in the field. */
  text: string;
  /** Lists the ids of the authors of recent messages, the latest first. */
  recentAuthors: () => readonly string[];
  /** Called with the id of the active line, or undefined when there is no list. */
  onActive: (optionId: string | undefined) => void;
};

/** Completes names and emoji while somebody types: shows the list, handles its keys, and replaces a closed `:name:`. */
export function FieldCompletion({ ref, field, listId, room, viewer, text, ...props }: Props) {
  const [found, setFound] = useState<{ token: CompletionToken; text: string } | null>(null);
  const [active, setActive] = useState(0);
  // A text that was changed by code, as when it was sent, is not completed.
  const token = found?.text === text ? found.token : null;
  const builtIn = useEmojiNames(token?.kind === "emoji");
  const { list } = useEmojiList(token?.kind === "emoji");
  const names = useMemo(() => withCustomNames(builtIn, list?.emoji ?? []), [builtIn, list]);
  const people = useMentionCandidates(room.id, token?.kind === "mention");
  // Also for what was pasted or comes from a draft: before it is sent it is known which groups are large.
  const hasName = token?.kind === "mention" || text.includes("@");
  const groups = useRoomGroups(room.id, hasName, (loaded) => keepLargeGroups(patternOfLarge(loaded)));
  const hasAll = room.kind !== "DIRECT" && canMentionAll(viewer, room);
  const others = useMemo(
    () =>
      searchablePeople(
        people.filter((person) => person.id !== viewer.id),
        groups,
        hasAll,
      ),
    [people, groups, viewer.id, hasAll],
  );
  const recent = useRecent(props.recentAuthors, token?.kind === "mention");

  const suggestions = useMemo((): Suggestion[] => {
    if (!token) return [];
    return token.kind === "emoji" ? suggestEmoji(token.query, names) : suggestMentions(token.query, others, recent);
  }, [token, others, names, recent]);
  const index = Math.min(active, suggestions.length - 1);
  const activeId = suggestions.length > 0 ? optionId(listId, index) : undefined;
  const tell = useEffectEvent(props.onActive);
  useEffect(() => {
    tell(activeId);
    return () => tell(undefined);
  }, [activeId]);

  function follow(isTyped: boolean) {
    const element = field.current;
    if (!element) return;
    const { value, selectionStart: caret, selectionEnd } = element;
    if (isTyped) replaceClosed(value, caret);
    const next = caret === selectionEnd ? tokenBefore(value, caret) : null;
    if (found?.text === value && next && isSame(next, found.token)) return;
    setFound(next && { token: next, text: value });
    setActive(0);
  }

  function replaceClosed(value: string, caret: number) {
    // The names should be loaded by the time that a name is closed.
    if (value[caret - 1] === ":") void loadEmojiNames();
    const emoji = completedEmoji(value, caret, knownEmojiNames());
    if (emoji) insertText(field.current, emoji.start, emoji.end, emoji.sign);
  }

  function choose(suggestion: Suggestion | undefined) {
    if (token && suggestion) {
      insertText(field.current, token.start, field.current?.selectionStart ?? token.start, suggestion.insert);
    }
    setFound(null);
  }

  function onKey(event: KeyboardEvent): boolean {
    if (suggestions.length === 0) return false;
    if (event.key === "ArrowDown") setActive((index + 1) % suggestions.length);
    else if (event.key === "ArrowUp") setActive((index + suggestions.length - 1) % suggestions.length);
    else if (event.key === "Escape") setFound(null);
    else if ((event.key === "Enter" || event.key === "Tab") && !event.shiftKey) choose(suggestions[index]);
    else return false;
    event.preventDefault();
    return true;
  }

  useImperativeHandle(ref, () => ({ follow, onKey, close: () => setFound(null) }));

  // The code of the completion has loaded after the token was typed, or with a draft in which nobody types.
  const begin = useEffectEvent(() => document.activeElement === field.current && follow(true));
  useEffect(() => void begin(), []);

  if (!activeId) return null;
  return <CompletionList id={listId} suggestions={suggestions} index={index} onChoose={choose} />;
}

/** Reads the recent authors once for each list, so that no line moves under a finger when a message arrives. */
function useRecent(ask: () => readonly string[], isWanted: boolean): readonly string[] {
  const [recent, setRecent] = useState<readonly string[]>([]);
  const look = useEffectEvent(() => setRecent(ask()));
  useEffect(() => {
    if (isWanted) look();
  }, [isWanted]);
  return recent;
}

function isSame(a: CompletionToken, b: CompletionToken): boolean {
  return a.kind === b.kind && a.query === b.query && a.start === b.start;
}
