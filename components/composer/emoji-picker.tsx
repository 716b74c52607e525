"use client";

import { EmojiPicker as Primitive } from "frimousse";
import { type ComponentProps, useId, useRef, useState } from "react";
import { CustomSection } from "@/components/emoji/custom-section";
import { isComposing } from "@/components/ui/keyboard";
import { cn } from "@/lib/cn";
import { EmojiResults, type ResultsHandle } from "./emoji-results";

type Parts = NonNullable<ComponentProps<typeof Primitive.List>["components"]>;

const CategoryHeader: NonNullable<Parts["CategoryHeader"]> = ({ category, ...props }) => (
  <div className="bg-popover px-3 pt-2 pb-1 text-xs font-medium text-muted-foreground" {...props}>
    {category.label}
  </div>
);

/** The library counts columns from 0, and ARIA from 1. */
function fromOne<P extends object>(props: P, name: "aria-rowindex" | "aria-colindex"): P {
  return { ...props, [name]: Number((props as Record<string, unknown>)[name] ?? 0) + 1 };
}

const Row: NonNullable<Parts["Row"]> = ({ children, ...props }) => (
  <div className="scroll-my-1.5 px-2" {...fromOne(props, "aria-rowindex")}>
    {children}
  </div>
);

const Emoji: NonNullable<Parts["Emoji"]> = ({ emoji, ...props }) => (
  <button
    type="button"
    className="grid aspect-square w-(--emoji-width) flex-none place-items-center rounded-control text-xl data-[active]:bg-accent"
    {...fromOne(props, "aria-colindex")}
  >
    {emoji.emoji}
  </button>
);

const COMPONENTS: Parts = { CategoryHeader, Row, Emoji };

type PickerProps = {
  columns: number;
  onChoose: (emoji: string) => void;
  /** Without the emoji of this server, where only one of Unicode can be stored. */
  isUnicodeOnly?: boolean;
  className?: string;
};

/** The emoji picker. It is loaded when it is first opened, with its data from our own server. */
export function EmojiPicker({ columns, onChoose, isUnicodeOnly, className }: PickerProps) {
  const [query, setQuery] = useState("");
  const results = useRef<ResultsHandle>(null);
  const listId = useId();
  const [activeId, setActiveId] = useState<string>();
  const isSearching = query.trim() !== "";
  // Keyboards write no variation selector after a character that is an emoji by itself.
  const choose = (emoji: string) => onChoose(emoji.replace(/(\p{Emoji_Presentation})\ufe0f/gu, "$1"));
  return (
    <Primitive.Root
      locale="en"
      emojibaseUrl="/emoji"
      columns={columns}
      onEmojiSelect={({ emoji }) => choose(emoji)}
      style={{ "--emoji-width": `${100 / columns}%` } as React.CSSProperties}
      className={cn("isolate flex w-full flex-col", className)}
    >
      <div className="flex items-center gap-2 p-2">
        <Primitive.Search
          aria-label="Search emoji"
          placeholder="Search emoji"
          aria-activedescendant={isSearching ? activeId : undefined}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onKeyDown={(event) => {
            if (!isComposing(event) && isSearching && results.current?.onKey(event)) event.preventDefault();
          }}
          className="h-9 min-w-0 flex-1 rounded-control border border-input bg-card px-2.5 text-typed pointer-coarse:h-11"
        />
        <Primitive.SkinToneSelector
          aria-label="Skin tone"
          className="grid size-9 place-items-center rounded-control text-lg hover:bg-accent pointer-coarse:size-11"
        />
      </div>
      {/* The library keeps its groups in their order, so that the best match may stand far down. */}
      {isSearching && (
        <EmojiResults
          ref={results}
          id={listId}
          onActive={setActiveId}
          query={query}
          columns={columns}
          onChoose={choose}
          isUnicodeOnly={isUnicodeOnly}
        />
      )}
      {!isSearching && !isUnicodeOnly && <CustomSection columns={columns} onChoose={onChoose} />}
      <Primitive.Viewport
        tabIndex={0}
        className={cn("relative flex-1 overscroll-contain -outline-offset-2", isSearching && "hidden")}
      >
        <Primitive.Loading className="absolute inset-0 grid place-items-center text-sm text-muted-foreground">
          Loading…
        </Primitive.Loading>
        <Primitive.List className="pb-2 select-none" components={COMPONENTS} />
      </Primitive.Viewport>
    </Primitive.Root>
  );
}
