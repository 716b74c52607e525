"use client";

import { CornerUpRight } from "lucide-react";
import { EmojiText } from "@/components/emoji/emoji-text";
import { DELETED_TEXT } from "@/lib/messages/deleted-text";
import type { RowQuote } from "@/lib/messages/timeline-rows";
import { useConversation } from "./conversation-context";

/** A button with the first line of the original in its newest state. It jumps to the original. */
export function ReplyQuote({ quote }: { quote: RowQuote }) {
  const { jumpTo } = useConversation();
  if (quote === undefined) return <div className="h-5" aria-hidden="true" />;
  if (quote === null) return <QuoteLine>The original message is not available.</QuoteLine>;
  return (
    <button
      type="button"
      onClick={() => jumpTo(quote.seq)}
      className="group/quote flex max-w-full text-start text-meta text-muted-foreground hover:text-foreground"
      aria-label={`In reply to ${quote.author.displayName}. Go to the original`}
    >
      <QuoteLine>
        <bdi className="font-medium">{quote.author.displayName}:</bdi>{" "}
        <bdi>
          {quote.deletedAt === null ? (
            <EmojiText text={quote.text} names={quote.customEmoji} />
          ) : (
            <i>{DELETED_TEXT.timeline}</i>
          )}
        </bdi>
      </QuoteLine>
    </button>
  );
}

function QuoteLine({ children }: { children: React.ReactNode }) {
  return (
    <span className="flex h-5 min-w-0 items-center gap-1.5 text-meta text-muted-foreground group-hover/quote:text-foreground">
      <CornerUpRight aria-hidden="true" className="size-3.5 shrink-0 rtl:-scale-x-100" />
      <span dir="auto" className="truncate">
        {children}
      </span>
    </span>
  );
}
