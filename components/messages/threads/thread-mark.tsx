"use client";

import { MessagesSquare } from "lucide-react";
import type { Message } from "@/lib/messages/schema";
import { useConversation } from "../conversation-context";
import { ThreadLine } from "./thread-line";

type Props = {
  message: Message;
  /** Says of the message that it is a reply in a thread, instead of what is in its own. */
  isReply?: boolean;
  /** Tab reaches the line of one message only: of the one that Tab reaches itself. */
  isTabStop?: boolean;
};

/** What the row of a message says of threads: what is in its own, or that it is a reply in one that is in the room, too. */
export function ThreadMark({ message, isReply = false, isTabStop = false }: Props) {
  const { rootId, openThread } = useConversation();
  if (!isReply) return <ThreadLine message={message} isTabStop={isTabStop} />;
  const words = (text: string) => (
    <>
      <MessagesSquare aria-hidden className="size-3.5 shrink-0" />
      <span className="truncate">{text}</span>
    </>
  );
  if (rootId) return <p className={CLASSES}>{words("Also sent to the room")}</p>;
  const open = () => message.rootId && openThread(message.rootId, message.seq);
  return (
    <button type="button" onClick={open} className={`${CLASSES} touch-reach hover:text-primary`}>
      {words("Replied in a thread")}
    </button>
  );
}

const CLASSES = "flex h-6 max-w-full items-center gap-1.5 text-meta text-muted-foreground";
