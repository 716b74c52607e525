"use client";

import { ChevronDown, ChevronUp, Search, X } from "lucide-react";
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { hasCoarsePointer, isComposing } from "@/components/ui/keyboard";
import { Spinner } from "@/components/ui/spinner";
import { cn } from "@/lib/cn";
import type { MessagePlace } from "@/lib/messages/address";
import { ROOM_SEARCH } from "./room-search";
import { useRoomHits } from "./use-room-hits";

/** The search waits until the person stops typing. */
const TYPING_PAUSE_MS = 200;

type Props = {
  roomId: string;
  /** A query in the language of searches; rooms that it names give way to this one. */
  initialQuery: string;
  /** The hit that is on screen already. Without one the bar jumps to the newest. */
  initialSeq?: number;
  /** Somebody asked for the bar, by its key or its button, and did not only open a room from a search. */
  isAsked: boolean;
  onJump: (place: MessagePlace) => void;
  onClose: () => void;
};

/**
 * The search inside of a room, in a bar over its messages as browsers have it: a field, "3 of 20", and steps. ↑, Enter and F3
 * go to an older hit, ↓ and with Shift to a newer one; Esc closes.
 */
export function RoomSearchBar({ roomId, initialQuery, initialSeq, isAsked, onJump, onClose }: Props) {
  const [text, setText] = useState(initialQuery);
  const [query, setQuery] = useState(initialQuery);
  const field = useRef<HTMLInputElement>(null);
  const noteId = useId();
  const seq = query === initialQuery ? initialSeq : undefined;
  const { status, hits, next, at, problem, step } = useRoomHits({ roomId, query, seq, onJump });
  useEffect(() => {
    const timer = setTimeout(() => setQuery(text), TYPING_PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  useEffect(() => takeFocus(field.current, isAsked), [isAsked]);

  const onWindowKey = useEffectEvent((event: globalThis.KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || document.querySelector("[role=dialog], [role=menu]")) return;
    if (event.key === "F3" && !event.ctrlKey && !event.altKey && !event.metaKey) {
      event.preventDefault();
      void step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape" && !isInForm(event.target)) {
      event.preventDefault();
      onClose();
    }
  });
  useEffect(() => {
    const onKeyDown = (event: globalThis.KeyboardEvent) => onWindowKey(event);
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowUp") void step(1);
    else if (event.key === "ArrowDown") void step(-1);
    else if (event.key === "Enter" && event.target === field.current) {
      if (text !== query) setQuery(text);
      else void step(event.shiftKey ? -1 : 1);
    } else if (event.key === "Escape") onClose();
    else return;
    event.preventDefault();
    // The panel beside the room and the messages have the same keys.
    event.stopPropagation();
  }

  // Those of a search that goes on, or that has failed, are what the browser knows by itself.
  const count = countOf(hits.length, at, next !== null || status !== "ready");
  const hit = hits[at];
  const none = status === "ready" && hits.length === 0 && (next === null ? "No hits" : "No hits yet");
  return (
    <search
      aria-label={ROOM_SEARCH.does}
      data-room-search
      onKeyDown={onKeyDown}
      className="absolute inset-x-0 top-0 z-20 border-b bg-popover sm:start-auto sm:end-5 sm:w-104 sm:rounded-b-card sm:border sm:border-t-0 sm:shadow-raised"
    >
      <div className="flex h-12 items-center gap-1 ps-3 pe-1.5">
        <Search aria-hidden className="size-4 shrink-0 text-muted-foreground" />
        <input
          ref={field}
          type="search"
          dir="auto"
          aria-label={ROOM_SEARCH.does}
          aria-describedby={problem ? noteId : undefined}
          aria-invalid={problem ? true : undefined}
          placeholder={ROOM_SEARCH.does}
          autoComplete="off"
          enterKeyHint="search"
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="h-9 min-w-0 flex-1 bg-transparent px-1.5 text-typed outline-none pointer-coarse:h-11 [&::-webkit-search-cancel-button]:hidden"
        />
        {status === "loading" && hits.length === 0 ? (
          <Spinner />
        ) : (
          <span
            aria-hidden
            className={cn("shrink-0 px-1 text-meta text-muted-foreground tabular-nums", none && "text-destructive")}
          >
            {none || count}
          </span>
        )}
        <Button
          variant="ghost"
          size="icon"
          aria-label="Older hit"
          title="Older hit (F3)"
          onClick={() => void step(1)}
          className="text-muted-foreground"
        >
          <ChevronUp aria-hidden />
        </Button>
        <Button
          variant="ghost"
          size="icon"
          aria-label="Newer hit"
          title="Newer hit (Shift+F3)"
          onClick={() => void step(-1)}
          className="text-muted-foreground"
        >
          <ChevronDown aria-hidden />
        </Button>
        <Button
          variant="ghost"
          size="icon"
          aria-label="Close the search"
          title="Close (Esc)"
          onClick={onClose}
          className="text-muted-foreground"
        >
          <X aria-hidden />
        </Button>
      </div>
      <p role="status" className="sr-only">
        {none && `${none} in this room`}
        {hit && `Hit ${count}: ${hit.message.author.displayName}: ${hit.snippet.map((one) => one.text).join("")}`}
      </p>
      {problem && (
        <p id={noteId} role="alert" className="px-3 pb-2 text-meta text-destructive">
          {problem}
        </p>
      )}
    </search>
  );
}

/** "3 of 20", or "3 of 50+" while there may be more; without the place where the reader is at none of the hits. */
function countOf(total: number, at: number, isMore: boolean): string {
  if (total === 0) return "";
  const all = `${total}${isMore ? "+" : ""}`;
  return at < 0 ? `${all} ${total === 1 ? "hit" : "hits"}` : `${at + 1} of ${all}`;
}

/**
 * Of who has not asked for the bar: whoever has begun to write a message meanwhile goes on writing, and on a phone no keyboard
 * covers what was found.
 */
function takeFocus(field: HTMLInputElement | null, isAsked: boolean): void {
  const { activeElement } = document;
  const isWriting = activeElement instanceof HTMLTextAreaElement && activeElement.value !== "";
  if (!field || (!isAsked && (isWriting || (hasCoarsePointer() && field.value !== "")))) return;
  field.focus({ preventScroll: true });
  field.select();
}

/** Whether Esc means something else there, as in the form that edits a message. */
function isInForm(target: EventTarget | null): boolean {
  return (
    target instanceof Element && target.closest("form, [role=complementary], aside") !== null && !isEmptyBox(target)
  );
}

const isEmptyBox = (target: Element): boolean =>
  target instanceof HTMLTextAreaElement && target.name === "message" && target.value === "";
