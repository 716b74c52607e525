"use client";

import { Avatar } from "@/components/ui/avatar";
import { countLabel } from "@/components/ui/badge";
import { Time } from "@/components/ui/time";
import type { Message } from "@/lib/messages/schema";
import { useConversation } from "../conversation-context";
import { repliesLabel } from "./replies-label";
import { useRecount } from "./use-recount";

/** The line under a message with a thread: who replied last, how many replies there are, how many of them are new, and when. */
export function ThreadLine({ message, isTabStop }: { message: Message; isTabStop: boolean }) {
  const { openThread } = useConversation();
  const { thread, ownThread } = message;
  useRecount(message);
  if (!thread) return null;
  const unread = ownThread?.following ? ownThread.unread : 0;
  return (
    <button
      type="button"
      tabIndex={isTabStop ? 0 : -1}
      onClick={() => openThread(message.id)}
      className="group/thread flex h-6 max-w-full items-center gap-2 text-start text-meta touch-reach"
    >
      <span className="flex shrink-0 -space-x-1">
        {thread.participants.map((person) => (
          <Avatar key={person.id} user={person} size={20} className="rounded-full ring-2 ring-background" />
        ))}
      </span>
      <span className="shrink-0 font-medium text-primary tabular-nums group-hover/thread:underline">
        {repliesLabel(thread.replyCount)}
      </span>
      {unread > 0 && (
        <span className="flex shrink-0 items-center gap-1 font-semibold text-primary tabular-nums">
          <span aria-hidden className="size-1.5 rounded-full bg-primary" />
          {countLabel(unread)} new
        </span>
      )}
      <span className="truncate text-xs text-muted-foreground group-hover/thread:text-primary">
        <span className="sr-only">Last reply </span>
        <Time iso={thread.lastReplyAt} mode="short" />
      </span>
    </button>
  );
}
