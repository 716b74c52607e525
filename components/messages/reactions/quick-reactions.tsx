"use client";

import { useState } from "react";
import { EmojiSign } from "@/components/emoji/emoji-sign";
import { cn } from "@/lib/cn";
import type { Message } from "@/lib/messages/schema";
import { frequentEmoji } from "@/lib/reactions/browser/frequent";
import { useConversation } from "../conversation-context";
import { isReacted, toggleReaction } from "./react-to";
import { useWanted } from "./use-wanted";

type Props = { message: Message; max: number; className: string; onChosen?: () => void };

/** The emoji with which the viewer reacts most. The row stays as it is while it is open, whatever is chosen. */
export function QuickReactions({ message, max, className, onChosen }: Props) {
  const { viewer } = useConversation();
  const [emoji] = useState(() => frequentEmoji(viewer.id, max));
  useWanted(message.id);
  return emoji.map((one) => {
    const isOn = isReacted(message, viewer.id, one);
    return (
      <button
        key={one}
        type="button"
        aria-label={`React with ${one}`}
        aria-pressed={isOn}
        className={cn(className, isOn && "bg-primary/12")}
        onClick={() => {
          toggleReaction(message, viewer.id, one);
          onChosen?.();
        }}
      >
        <EmojiSign emoji={one} />
      </button>
    );
  });
}
