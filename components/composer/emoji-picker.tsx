"use client";

import { EmojiPicker as Primitive } from "frimousse";
import type { ComponentProps } from "react";

type Parts = NonNullable<ComponentProps<typeof Primitive.List>["components"]>;

const CategoryHeader: NonNullable<Parts["CategoryHeader"]> = ({ category, ...props }) => (
  <div className="bg-popover px-3 pt-2 pb-1 text-xs font-medium text-muted-foreground" {...props}>
    {category.label}
  </div>
);

/** The library counts from 0, ARIA from 1. */
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
    className="grid aspect-square w-1/9 flex-none place-items-center rounded-control text-xl data-[active]:bg-accent"
    {...fromOne(props, "aria-colindex")}
  >
    {emoji.emoji}
  </button>
);

const COMPONENTS: Parts = { CategoryHeader, Row, Emoji };

/** Loaded when first opened; its data comes from our own server. */
export function EmojiPicker({ onChoose }: { onChoose: (emoji: string) => void }) {
  return (
    <Primitive.Root
      locale="en"
      emojibaseUrl="/emoji"
      columns={9}
      // Keyboards write no variation selector after what is an emoji by itself.
      onEmojiSelect={({ emoji }) => onChoose(emoji.replace(/(\p{Emoji_Presentation})\ufe0f/gu, "$1"))}
      className="isolate flex h-[22rem] w-full flex-col"
    >
      <div className="flex items-center gap-2 p-2">
        <Primitive.Search
          aria-label="Search emoji"
          placeholder="Search emoji"
          className="h-9 min-w-0 flex-1 rounded-control border border-input bg-card px-2.5 text-typed"
        />
        <Primitive.SkinToneSelector
          aria-label="Skin tone"
          className="grid size-9 place-items-center rounded-control text-lg hover:bg-accent"
        />
      </div>
      <Primitive.Viewport tabIndex={0} className="relative flex-1 -outline-offset-2">
        <Primitive.Loading className="absolute inset-0 grid place-items-center text-sm text-muted-foreground">
          Loading…
        </Primitive.Loading>
        <Primitive.Empty className="absolute inset-0 grid place-items-center text-sm text-muted-foreground">
          No emoji found.
        </Primitive.Empty>
        <Primitive.List className="pb-2 select-none" components={COMPONENTS} />
      </Primitive.Viewport>
    </Primitive.Root>
  );
}
