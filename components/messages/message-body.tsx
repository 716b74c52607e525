import { memo, type ReactNode } from "react";
import { EmojiText } from "@/components/emoji/emoji-text";
import { cn } from "@/lib/cn";
import { directionOf } from "@/lib/messages/text/direction-of";
import { isOnlyEmoji } from "@/lib/messages/text/is-only-emoji";
import type { Block } from "@/lib/messages/text/nodes";
import { parseBody } from "@/lib/messages/text/parse-body";
import { CodeBlock } from "./code-block";
import { MessageInlines, type Shown } from "./message-inlines";
import { MessageTable } from "./message-table";

type BodyProps = Shown & {
  body: string;
  /** Stands after the end of the text, as "(edited)" does. */
  end?: ReactNode;
};

// The clipping keeps letters with eighty accents inside of their own message.
const CLIPPED = "overflow-clip [overflow-clip-margin:2px]";

/** Draws a message's text. HTML that people wrote is shown as text. */
export const MessageBody = memo(function MessageBody({ body, end, ...shown }: BodyProps) {
  const { emoji } = shown;
  // For this question one emoji is as good as another.
  if (isOnlyEmoji(emoji ? emoji.reduce((text, name) => text.replaceAll(`:${name}:`, "😀"), body) : body)) {
    return (
      <p dir="auto" className={cn("text-[2rem] leading-10", CLIPPED)}>
        <EmojiText text={body} names={emoji} />
        {end && <span className="text-message">{end}</span>}
      </p>
    );
  }
  const blocks = parseBody(body);
  const last = blocks.at(-1);
  const isInline = last?.type === "paragraph";
  return (
    <div
      className={cn(
        "max-w-measure space-y-1.5 text-message wrap-anywhere",
        CLIPPED,
        // A paragraph is as wide as its text, so that lines from right to left begin beside their author. Code and
        // tables are full width.
        blocks.every(({ type }) => type !== "code" && type !== "table") && "w-fit",
      )}
    >
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a body is rendered as a whole; its blocks have no other identity.
        <BlockView key={index} block={block} shown={shown} end={isInline && block === last ? end : undefined} />
      ))}
      {!isInline && end && <p>{end}</p>}
    </div>
  );
});

function BlockView({ block, shown, end }: { block: Block; shown: Shown; end?: ReactNode }) {
  switch (block.type) {
    case "paragraph":
      return (
        <p dir="auto" className="whitespace-pre-wrap">
          {/* Direction marks in an author's text do not affect what follows it. */}
          <span className="[unicode-bidi:isolate]">
            <MessageInlines nodes={block.children} shown={shown} />
          </span>
          {end}
        </p>
      );
    case "heading":
      return (
        <p dir="auto" className="font-semibold whitespace-pre-wrap">
          <MessageInlines nodes={block.children} shown={shown} />
        </p>
      );
    case "code":
      return <CodeBlock text={block.text} language={block.language} />;
    case "rule":
      return <hr className="my-2 min-w-24 border-t border-border" />;
    case "quote":
      return (
        <blockquote
          dir={directionOf(block)}
          className="space-y-1 border-s-[3px] border-border ps-3 text-muted-foreground"
        >
          <Blocks blocks={block.children} shown={shown} />
        </blockquote>
      );
    case "list":
      return <ListView block={block} shown={shown} />;
    case "table":
      return <MessageTable block={block} shown={shown} />;
  }
}

function Blocks({ blocks, shown }: { blocks: readonly Block[]; shown: Shown }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: see above.
  return blocks.map((block, index) => <BlockView key={index} block={block} shown={shown} />);
}

/** The indent of a list, wide enough for its widest number. */
const INDENTS = ["ps-6", "ps-6", "ps-7.5", "ps-9.5"];

function ListView({ block, shown }: { block: Extract<Block, { type: "list" }>; shown: Shown }) {
  const Tag = block.ordered ? "ol" : "ul";
  const digits = Math.max(...block.items.map((item) => String(item.value ?? 0).length));
  return (
    <Tag
      dir={directionOf(block)}
      className={cn("space-y-0.5", block.ordered ? ["list-decimal", INDENTS[digits]] : "list-disc ps-6")}
    >
      {block.items.map(({ value, isChecked, children }, index) =>
        isChecked === undefined ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          <li key={index} value={value}>
            <Blocks blocks={children} shown={shown} />
          </li>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above.
          <li key={index} value={value} className="-ms-5 list-none">
            <div className="flex gap-1.5">
              <span role="img" aria-label={isChecked ? "Done:" : "To do:"}>
                {isChecked ? "☑" : "☐"}
              </span>
              <div className="min-w-0 flex-1">
                <Blocks blocks={children} shown={shown} />
              </div>
            </div>
          </li>
        ),
      )}
    </Tag>
  );
}
