"use client";

import { List, Pin } from "lucide-react";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import { EmojiText } from "@/components/emoji/emoji-text";
import { Button } from "@/components/ui/button";
import type { MessagePlace } from "@/lib/messages/address";
import { usePins } from "./use-pins";

type Props = { roomId: string; onJump: (place: MessagePlace) => void; onList: () => void };

/**
 * The bar over a conversation with a pinned message, the newest first. Pressing it shows that message in the conversation, and
 * the bar goes on to the one before.
 */
export function PinBar({ roomId, onJump, onList }: Props) {
  const pins = usePins(roomId);
  const [shownId, setShownId] = useState<string | null>(null);
  const found = pins.findIndex(({ message }) => message.id === shownId);
  const at = found < 0 ? pins.length - 1 : found;
  const shown = pins[at]?.message;
  if (!shown) return null;

  function go(place: MessagePlace) {
    onJump(place);
    setShownId(pins.at(at - 1)?.message.id ?? null);
  }

  const place = `${at + 1} of ${pins.length}`;
  return (
    <Bar>
      <Pin aria-hidden className="size-3.5 shrink-0 text-muted-foreground" />
      <button
        type="button"
        onClick={() => go(shown)}
        className="h-full min-w-0 flex-1 truncate text-start -outline-offset-2 touch-reach hover:text-primary"
      >
        <span className="sr-only">Pinned message </span>
        {pins.length > 1 && <span className="pe-2 text-muted-foreground tabular-nums">{place}</span>}
        <bdi className="font-medium">{shown.author.displayName}</bdi>:{" "}
        <bdi>
          <EmojiText text={shown.text} names={shown.customEmoji} />
        </bdi>
      </button>
      <Button
        variant="ghost"
        size="icon"
        aria-label="All pinned messages"
        onClick={onList}
        className="size-7 text-muted-foreground touch-reach"
      >
        <List aria-hidden />
      </Button>
    </Bar>
  );
}

/** The bar comes and goes above the conversation. What is being read stays where it is. */
function Bar({ children }: { children: ReactNode }) {
  const bar = useRef<HTMLElement>(null);
  useLayoutEffect(() => {
    const list = bar.current?.parentElement?.querySelector("[role=log]");
    const height = bar.current?.offsetHeight ?? 0;
    if (!list) return;
    list.scrollTop += height;
    return () => {
      list.scrollTop -= height;
    };
  }, []);
  return (
    <section
      ref={bar}
      aria-label="Pinned messages"
      className="flex h-9 shrink-0 items-center gap-2 border-b px-3 text-meta sm:px-5"
    >
      {children}
    </section>
  );
}
