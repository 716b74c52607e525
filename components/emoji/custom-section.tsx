"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { CustomEmoji } from "./emoji-text";
import { useEmojiList } from "./use-emoji-list";

type Props = { columns: number; onChoose: (emoji: string) => void };

/** The custom emoji in the picker, in a section of their own. Tab reaches one of them, and the arrow keys the others. */
export function CustomSection({ columns, onChoose }: Props) {
  const { list } = useEmojiList();
  const [chosen, setActive] = useState(0);
  const box = useRef<HTMLDivElement>(null);
  const emoji = list?.emoji ?? [];
  if (emoji.length === 0) return null;
  // The one that Tab reached may have been removed.
  const active = Math.min(chosen, emoji.length - 1);

  function onKeyDown(event: KeyboardEvent) {
    const steps: Record<string, number> = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns };
    const next = active + (steps[event.key] ?? Number.NaN);
    const button = box.current?.querySelectorAll("button")[next];
    if (!button) return;
    event.preventDefault();
    setActive(next);
    button.focus();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields.
    <div
      ref={box}
      role="group"
      aria-label="Emoji of this server"
      onKeyDown={onKeyDown}
      className="shrink-0 border-b pb-1.5"
    >
      <div aria-hidden className="px-3 pt-0.5 pb-1 text-xs font-medium text-muted-foreground">
        Yours
      </div>
      <div className="flex max-h-24 flex-wrap content-start overflow-y-auto overscroll-contain px-2">
        {emoji.map(({ name }, at) => (
          <button
            key={name}
            type="button"
            tabIndex={at === active ? 0 : -1}
            aria-label={`:${name}:`}
            onFocus={() => setActive(at)}
            onClick={() => onChoose(`:${name}:`)}
            style={{ width: `${100 / columns}%` }}
            className="grid aspect-square flex-none place-items-center rounded-control text-xl -outline-offset-2 [contain-intrinsic-size:auto_2.25rem] [content-visibility:auto] hover:bg-accent"
          >
            <CustomEmoji name={name} loading="lazy" />
          </button>
        ))}
      </div>
    </div>
  );
}
