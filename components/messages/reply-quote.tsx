"use client";

import { CornerUpRight } from "lucide-react";
import { useEffect, useState } from "react";
import { ApiError, api } from "@/lib/http/api";
import { inShort } from "@/lib/messages/in-short";
import { type Message, messageReplySchema } from "@/lib/messages/schema";
import { useConversation } from "./conversation-context";

const QUOTE_MAX = 160;
const fetched = new Map<string, Promise<Message | null>>();

/** The first line of the message that is answered; leads to it. */
export function ReplyQuote({ messageId }: { messageId: string }) {
  const { findMessage, jumpTo } = useConversation();
  const held = findMessage(messageId);
  const other = useFetchedMessage(held ? null : messageId);
  const message = held ?? other;
  if (message === undefined) return <div className="h-5" aria-hidden="true" />;
  if (message === null) return <QuoteLine>The original message is not available.</QuoteLine>;
  return (
    <button
      type="button"
      onClick={() => jumpTo(message.seq)}
      className="group/quote flex max-w-full text-start text-meta text-muted-foreground hover:text-foreground"
      aria-label={`In reply to ${message.author.displayName}. Go to the original`}
    >
      <QuoteLine>
        <bdi className="font-medium">{message.author.displayName}:</bdi>{" "}
        <bdi>{message.deletedAt === null ? inShort(message, QUOTE_MAX) : <i>This message was deleted</i>}</bdi>
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

/** A message that the timeline does not hold: undefined while it is fetched, null when it cannot be had. */
function useFetchedMessage(id: string | null): Message | null | undefined {
  const [message, setMessage] = useState<Message | null>();
  useEffect(() => {
    if (id === null) return;
    let isCurrent = true;
    let request = fetched.get(id);
    if (!request) {
      request = api(`/api/chat/messages/${id}`, { schema: messageReplySchema })
        .then((reply) => reply.message)
        .catch((error) => {
          if (!(error instanceof ApiError) || error.code === "network") fetched.delete(id);
          return null;
        });
      fetched.set(id, request);
    }
    void request.then((found) => isCurrent && setMessage(found));
    return () => {
      isCurrent = false;
    };
  }, [id]);
  return message;
}
