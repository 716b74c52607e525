import { Fragment, type ReactNode } from "react";
import { EmojiText } from "@/components/emoji/emoji-text";
import { cn } from "@/lib/cn";
import { RESERVED_MENTIONS } from "@/lib/messages/text/group-mentions";
import { isCalledBy } from "@/lib/messages/text/mentions-of";
import type { Inline } from "@/lib/messages/text/nodes";

const MARKS = { strong: "strong", emphasis: "em", strike: "s" } as const;

/** What the drawing of a text depends on besides the text. */
export type Shown = {
  /** The folded names of the reader and of their groups, whose mentions are highlighted. */
  ownNames: readonly string[];
  /** The names of custom emoji that are drawn as pictures. */
  emoji?: readonly string[];
};

type Props = { nodes: readonly Inline[]; shown: Shown };

/** Draws the text of a paragraph, a heading or a cell. */
export function MessageInlines({ nodes, shown }: Props) {
  return nodes.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a body is rendered as a whole; its parts have no other identity.
    <Fragment key={index}>
      <InlineView node={node} shown={shown} />
    </Fragment>
  ));
}

function InlineView({ node, shown }: { node: Inline; shown: Shown }): ReactNode {
  switch (node.type) {
    case "text":
      return <EmojiText text={node.text} names={shown.emoji} />;
    case "code":
      return (
        <code className="rounded border border-border bg-muted px-1 py-px font-mono text-[0.86em]">{node.text}</code>
      );
    case "mention":
      return <Mention node={node} isOwn={isCalledBy(node.names, shown.ownNames)} />;
    case "link": {
      const [only] = node.children;
      const isAddress = node.children.length === 1 && only?.type === "text" && node.href.includes(only.text);
      return (
        <a
          href={node.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          // The text of a link can name another address than the one it leads to.
          title={isAddress ? undefined : node.href}
          className="text-primary underline decoration-primary/35 underline-offset-2 hover:decoration-primary"
        >
          {/* A name in an address is no emoji, and who reads it has to see all of it. */}
          {isAddress ? only.text : <MessageInlines nodes={node.children} shown={shown} />}
        </a>
      );
    }
    default: {
      const Tag = MARKS[node.type];
      return (
        <Tag className={node.type === "strong" ? "font-semibold" : undefined}>
          <MessageInlines nodes={node.children} shown={shown} />
        </Tag>
      );
    }
  }
}

function Mention({ node: { text, names }, isOwn }: { node: Extract<Inline, { type: "mention" }>; isOwn: boolean }) {
  const isPerson = !names.some((name) => RESERVED_MENTIONS.has(name));
  return (
    <span
      data-person={isPerson ? names.map((name) => `@${name}`).join(" ") : undefined}
      className={cn(
        "rounded px-0.5 font-medium",
        isPerson && "cursor-pointer hover:underline",
        isOwn ? "bg-mention text-mention-foreground" : "bg-primary/8 text-primary",
      )}
    >
      {text}
    </span>
  );
}
