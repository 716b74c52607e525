"use client";

import { useSkinTone } from "frimousse";
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useMemo, useState } from "react";
import { EmojiSign } from "@/components/emoji/emoji-sign";
import { useEmojiList } from "@/components/emoji/use-emoji-list";
import { api } from "@/lib/browser/api";
import { cn } from "@/lib/cn";
import { optionId } from "./completion";
import { loadEmojiNames } from "./emoji-names";
import { emojiDataSchema, findEmoji, type Searchable, searchableCustom, searchableEmoji, TONES } from "./emoji-search";

const ROWS_MAX = 12;

let loading: Promise<Searchable[]> | null = null;

function loadSearchable(): Promise<Searchable[]> {
  loading ??= Promise.all([api("/emoji/en/data.json", { schema: emojiDataSchema }), loadEmojiNames()])
    .then(([data, names]) => searchableEmoji(data, names))
    .catch(() => {
      loading = null;
      return [];
    });
  return loading;
}

export type ResultsHandle = {
  /** Handles the arrow keys and Enter of the search field. Returns whether the key was for the results. */
  onKey: (event: KeyboardEvent) => boolean;
};

type Props = {
  ref: Ref<ResultsHandle>;
  id: string;
  query: string;
  columns: number;
  onChoose: (emoji: string) => void;
  /** The id of the result that Enter chooses, undefined when there is none. */
  onActive: (optionId: string | undefined) => void;
  isUnicodeOnly?: boolean;
};

/** The results of a search, the best match first. Enter chooses it. */
export function EmojiResults({ ref, id, query, columns, onChoose, onActive, isUnicodeOnly = false }: Props) {
  const [all, setAll] = useState<Searchable[] | null>(null);
  const [tone] = useSkinTone();
  const [{ index, of }, setActive] = useState({ index: 0, of: query });
  useEffect(() => void loadSearchable().then(setAll), []);
  const { list } = useEmojiList(!isUnicodeOnly);
  const custom = useMemo(() => (isUnicodeOnly ? [] : searchableCustom(list?.emoji ?? [])), [list, isUnicodeOnly]);
  const found = useMemo(
    () => findEmoji(query, all ? [...custom, ...all] : [], columns * ROWS_MAX),
    [query, all, custom, columns],
  );
  const active = of === query ? Math.min(index, found.length - 1) : 0;
  const signOf = ({ sign, skins }: Searchable) => (tone === "none" ? sign : (skins[TONES.indexOf(tone)] ?? sign));

  const activeId = found.length > 0 ? optionId(id, active) : undefined;
  useEffect(() => onActive(activeId), [activeId, onActive]);

  useImperativeHandle(ref, () => ({
    onKey: (event) => {
      const steps: Record<string, number> = {
        ArrowRight: 1,
        ArrowLeft: -1,
        ArrowDown: columns,
        ArrowUp: -columns,
      };
      const step = steps[event.key];
      const chosen = found[active];
      if (event.key === "Enter" && chosen) onChoose(signOf(chosen));
      else if (step !== undefined)
        setActive({ index: Math.max(0, Math.min(found.length - 1, active + step)), of: query });
      else return false;
      return true;
    },
  }));

  if (all === null) return <p className="grid flex-1 place-items-center text-sm text-muted-foreground">Loading…</p>;
  if (found.length === 0)
    return (
      <p role="status" className="grid flex-1 place-items-center text-sm text-muted-foreground">
        No emoji found.
      </p>
    );
  return (
    <div
      role="listbox"
      aria-label="Emoji found"
      className="flex min-h-0 flex-1 flex-wrap content-start overflow-y-auto overscroll-contain px-2 pb-2 select-none"
    >
      {found.map((one, at) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are the search field's; this is its listbox.
        <div
          key={one.sign}
          id={optionId(id, at)}
          role="option"
          tabIndex={-1}
          aria-label={one.label}
          aria-selected={at === active}
          onClick={() => onChoose(signOf(one))}
          style={{ width: `${100 / columns}%` }}
          className={cn(
            "grid aspect-square flex-none cursor-default place-items-center rounded-control text-xl hover:bg-accent",
            at === active && "bg-accent",
          )}
        >
          <EmojiSign emoji={signOf(one)} loading="lazy" />
        </div>
      ))}
    </div>
  );
}
