"use client";

import { AtSign, UsersRound } from "lucide-react";
import { useEffect, useRef } from "react";
import { EmojiSign } from "@/components/emoji/emoji-sign";
import { Avatar } from "@/components/ui/avatar";
import { cn } from "@/lib/cn";
import { optionId, type Suggestion } from "./completion";

type Props = { id: string; suggestions: Suggestion[]; index: number; onChoose: (one: Suggestion) => void };

/** The list of suggestions above the message box. The focus stays in the text field. */
export function CompletionList({ id, suggestions, index, onChoose }: Props) {
  const active = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever another one is active.
  useEffect(() => {
    // An effect must not return the promise that newer browsers return here.
    active.current?.scrollIntoView({ block: "nearest" });
  }, [index]);
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Suggestions"
      // On a phone the list leaves the line free that says who is typing.
      className="absolute inset-x-0 bottom-full z-30 mb-1.5 max-h-72 overflow-y-auto rounded-card border border-border bg-popover p-1 shadow-raised max-sm:mb-5.5 max-sm:max-h-[min(18rem,36dvh)] sm:max-w-sm"
    >
      {suggestions.map((one, i) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the text field's; this is its listbox.
        <div
          key={one.id}
          ref={i === index ? active : undefined}
          id={optionId(id, i)}
          role="option"
          tabIndex={-1}
          aria-selected={i === index}
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onChoose(one)}
          className={cn(
            "flex cursor-default items-center gap-2 rounded-control px-2 py-1.5 text-sm pointer-coarse:min-h-11",
            i === index ? "bg-accent" : "hover:bg-accent",
          )}
        >
          <Mark one={one} />
          <bdi className="truncate">{one.label}</bdi>
          <bdi className="truncate text-muted-foreground">{one.detail}</bdi>
        </div>
      ))}
    </div>
  );
}

function Mark({ one }: { one: Suggestion }) {
  if (one.sign)
    return (
      <span className="w-5 text-center text-lg leading-5">
        <EmojiSign emoji={one.sign} />
      </span>
    );
  if (one.userId) return <Avatar user={{ id: one.userId, displayName: one.label }} size={20} />;
  const Sign = one.isGroup ? UsersRound : AtSign;
  return <Sign aria-hidden="true" className="size-4 w-5 shrink-0 text-muted-foreground" />;
}
