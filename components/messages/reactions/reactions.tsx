"use client";

import { type FocusEvent, useEffect, useRef, useState } from "react";
import { cn } from "@/lib/cn";
import type { Message } from "@/lib/messages/schema";
import type { Wanted } from "@/lib/reactions/browser/wanted";
import { canReact } from "@/lib/reactions/policy";
import { shownReactions } from "@/lib/reactions/shown";
import { useConversation } from "../conversation-context";
import { AddReaction } from "./add-reaction";
import { toggleReaction } from "./react-to";
import { ReactionChip, reactionLabel } from "./reaction-chip";

/** As many fit into two rows on a phone, with the buttons for more. */
const SHOWN_MAX = 9;

type Props = {
  message: Message;
  wanted: Wanted | undefined;
  /** Tab reaches the chips of one message only: of the one that Tab reaches itself. */
  isTabStop: boolean;
};

/** The reactions under a message: a chip for each emoji, which is pressed where it is the viewer's own. */
export function Reactions({ message, wanted, isTabStop }: Props) {
  const { viewer, room, domId } = useConversation();
  const [isAll, setAll] = useState(false);
  const all = shownReactions(message, viewer.id, wanted);
  // The viewer's own are shown, so that each can be taken back where it was given.
  const shown = isAll ? all : all.filter(({ isOwn }, at) => isOwn || at < SHOWN_MAX);
  const mayReact = canReact(room, message);
  const tabIndex = isTabStop ? 0 : -1;
  const keptFocus = useKeptFocus(domId("m", message.seq));
  if (all.length === 0) return null;
  return (
    <fieldset aria-label="Reactions" {...keptFocus} className="mt-1 mb-0.5 flex min-w-0 flex-wrap items-center gap-1">
      {/* Who goes through the messages by keys hears it with the message. */}
      <span hidden id={domId("r", message.seq)}>
        {all.map(reactionLabel).join("; ")}
      </span>
      {shown.map((one) => (
        <ReactionChip
          key={one.emoji}
          reaction={one}
          message={message}
          tabIndex={tabIndex}
          onToggle={mayReact ? () => toggleReaction(message, viewer.id, one.emoji) : null}
        />
      ))}
      {shown.length < all.length && (
        <button
          type="button"
          tabIndex={tabIndex}
          onClick={() => setAll(true)}
          aria-label={`Show ${all.length - shown.length} more reactions`}
          className={cn(CHIP, "px-2 text-xs text-muted-foreground hover:bg-accent")}
        >
          +{all.length - shown.length}
        </button>
      )}
      {mayReact && (
        <AddReaction
          message={message}
          tabIndex={tabIndex}
          className={cn(CHIP, "px-1.5 text-muted-foreground hover:bg-accent")}
        />
      )}
    </fieldset>
  );
}

const CHIP = "inline-flex h-6.5 items-center rounded-full border border-border pointer-coarse:h-8";

/** The focus goes on to a neighbour of the button that it was on when that goes, and to the message when all of them go. */
function useKeptFocus(rowId: string) {
  const box = useRef<HTMLFieldSetElement>(null);
  /** The place of the button that has the focus. */
  const place = useRef<number | null>(null);
  const buttons = () => [...(box.current?.querySelectorAll("button") ?? [])];
  const keep = () => {
    if (place.current === null || document.activeElement !== document.body) return;
    const next = buttons().at(place.current) ?? buttons().at(-1) ?? document.getElementById(rowId);
    next?.focus({ preventScroll: true });
  };
  useEffect(keep);
  // biome-ignore lint/correctness/useExhaustiveDependencies: when all of it goes.
  useEffect(() => keep, []);
  return {
    ref: box,
    onFocus: ({ target }: FocusEvent) => {
      const at = buttons().indexOf(target as HTMLButtonElement);
      place.current = at < 0 ? null : at;
    },
    onBlur: ({ relatedTarget }: FocusEvent) => {
      if (relatedTarget) place.current = null;
    },
  };
}
