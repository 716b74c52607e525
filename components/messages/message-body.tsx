import { Fragment, memo, type ReactNode } from "react";
import { cn } from "@/lib/cn";
import { type Block, type Inline, isOnlyEmoji, parseBody } from "@/lib/messages/body";
import { CodeBlock } from "./code-block";

type BodyProps = {
  body: string;
  /** Folded username of the reader: mentions of it stand out. */
  ownName: string;
  /** After the last words, such as "(edited)". */
  end?: ReactNode;
};

/** A message's text as elements; whatever people wrote as HTML is text. */
export const MessageBody = memo(function MessageBody({ body, ownName, end }: BodyProps) {
  if (isOnlyEmoji(body)) {
    return (
      <p dir="auto" className="text-[2rem] leading-10">
        {body}
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
        // As wide as its words: lines from right to left begin beside their author. Code fills the line.
        blocks.every((block) => block.type !== "code") && "w-fit",
      )}
    >
      {blocks.map((block, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a body is drawn as a whole; its blocks have no other identity.
        <BlockView key={index} block={block} ownName={ownName} end={isInline && block === last ? end : undefined} />
      ))}
      {!isInline && end && <p>{end}</p>}
    </div>
  );
});

function BlockView({ block, ownName, end }: { block: Block; ownName: string; end?: ReactNode }) {
  switch (block.type) {
    case "paragraph":
      return (
        <p dir="auto" className="whitespace-pre-wrap">
          <Inlines nodes={block.children} ownName={ownName} />
          {end}
        </p>
      );
    case "heading":
      return (
        <p dir="auto" className="font-semibold whitespace-pre-wrap">
          <Inlines nodes={block.children} ownName={ownName} />
        </p>
      );
    case "code":
      return <CodeBlock text={block.text} language={block.language} />;
    case "rule":
      return <hr className="my-2 border-t border-border" />;
    case "quote":
      return (
        <blockquote dir="auto" className="space-y-1 border-s-[3px] border-border ps-3 text-muted-foreground">
          <Blocks blocks={block.children} ownName={ownName} />
        </blockquote>
      );
    case "list":
      return <ListView block={block} ownName={ownName} />;
  }
}

function Blocks({ blocks, ownName }: { blocks: Block[]; ownName: string }) {
  // biome-ignore lint/suspicious/noArrayIndexKey: see above.
  return blocks.map((block, index) => <BlockView key={index} block={block} ownName={ownName} />);
}

function ListView({ block, ownName }: { block: Extract<Block, { type: "list" }>; ownName: string }) {
  const Tag = block.ordered ? "ol" : "ul";
  return (
    <Tag
      dir="auto"
      start={block.ordered ? block.start : undefined}
      className={cn("space-y-0.5 ps-6", block.ordered ? "list-decimal" : "list-disc")}
    >
      {block.items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above.
        <li key={index} className={cn(item.isChecked !== undefined && "-ms-5 list-none")}>
          {item.isChecked !== undefined && (
            <span className="float-start me-1.5" role="img" aria-label={item.isChecked ? "Done:" : "To do:"}>
              {item.isChecked ? "☑" : "☐"}
            </span>
          )}
          <Blocks blocks={item.children} ownName={ownName} />
        </li>
      ))}
    </Tag>
  );
}

const MARKS = { strong: "strong", emphasis: "em", strike: "s" } as const;

function Inlines({ nodes, ownName }: { nodes: Inline[]; ownName: string }) {
  return nodes.map((node, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: see above.
    <Fragment key={index}>
      <InlineView node={node} ownName={ownName} />
    </Fragment>
  ));
}

function InlineView({ node, ownName }: { node: Inline; ownName: string }): ReactNode {
  switch (node.type) {
    case "text":
      return node.text;
    case "break":
      return <br />;
    case "code":
      return (
        <code className="rounded border border-border bg-muted px-1 py-px font-mono text-[0.86em]">{node.text}</code>
      );
    case "mention":
      return <Mention text={node.text} isOwn={isOwnMention(node.names, ownName)} />;
    case "link": {
      const isPlain = node.children.length === 1 && node.children[0]?.type === "text";
      return (
        <a
          href={node.href}
          target="_blank"
          rel="noopener noreferrer nofollow"
          // Words can say one address and lead to another.
          title={
            isPlain && node.children[0]?.type === "text" && node.href.includes(node.children[0].text)
              ? undefined
              : node.href
          }
          className="text-primary underline decoration-primary/35 underline-offset-2 hover:decoration-primary"
        >
          <Inlines nodes={node.children} ownName={ownName} />
        </a>
      );
    }
    default: {
      const Tag = MARKS[node.type];
      return (
        <Tag className={node.type === "strong" ? "font-semibold" : undefined}>
          <Inlines nodes={node.children} ownName={ownName} />
        </Tag>
      );
    }
  }
}

const MANY = new Set(["here", "all", "everyone", "channel", "room"]);

export function isOwnMention(names: readonly string[], ownName: string): boolean {
  return names.some((name) => name === ownName || MANY.has(name));
}

function Mention({ text, isOwn }: { text: string; isOwn: boolean }) {
  return (
    <span
      className={cn(
        "rounded px-0.5 font-medium",
        isOwn ? "bg-mention text-mention-foreground" : "bg-primary/8 text-primary",
      )}
    >
      {text}
    </span>
  );
}
