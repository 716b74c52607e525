"use client";

import { useEffect } from "react";
import { useConversation } from "@/components/messages/conversation-context";
import { MessageRow } from "@/components/messages/message-row";
import { repliesLabel } from "@/components/messages/threads/replies-label";
import { listHeldTimelines } from "@/components/messages/timeline-cache";
import type { TimelineApi } from "@/components/messages/use-timeline";
import { Skeleton } from "@/components/ui/skeleton";
import type { Message } from "@/lib/messages/schema";
import { PanelHead } from "../panel-head";
import { FollowButton } from "./follow-button";

type Props = { timeline: TimelineApi; editingId: string | null; onClose: () => void };

/** The head of a thread: its bar, the message that it is about, and how many replies that has. */
export function ThreadHead({ timeline, editingId, onClose }: Props) {
  const { viewer, rootId = "", openThread } = useConversation();
  const { root: loaded } = timeline.timeline;
  // The room has the message already when its thread is opened from there.
  const root = loaded ?? findHeld(viewer.id, rootId);
  // An address may name a reply instead of what it replies to.
  const realId = loaded?.id ?? rootId;
  useEffect(() => {
    if (realId !== rootId) openThread(realId);
  }, [realId, rootId, openThread]);
  const { problem } = timeline.firstPage;
  const isGone = problem === "gone";
  return (
    <div className="shrink-0">
      <PanelHead title="Thread" closeLabel="Close the thread" onClose={onClose}>
        {loaded && <FollowButton root={loaded} onChange={timeline.apply} />}
      </PanelHead>
      {root ? (
        <section aria-label="The message of the thread" className="max-h-[min(16rem,35dvh)] overflow-y-auto py-1">
          <MessageRow
            message={root}
            isHead
            quote={undefined}
            isEditing={editingId === root.id}
            isHighlighted={false}
            isTabStop
          />
        </section>
      ) : (
        problem === null && <RootSkeleton />
      )}
      {!isGone && (
        <div className="flex items-center gap-3 px-3 pt-1 sm:px-5">
          <h3 className="text-xs font-medium text-muted-foreground tabular-nums">
            {loaded ? repliesLabel(loaded.thread?.replyCount ?? 0) : " "}
          </h3>
          <span className="h-px flex-1 bg-border" />
        </div>
      )}
    </div>
  );
}

function RootSkeleton() {
  return (
    <div className="flex gap-3 px-3 py-4 sm:px-5">
      <Skeleton className="size-9 shrink-0 rounded-full" />
      <div className="grid flex-1 gap-2">
        <Skeleton className="h-3.5 w-28" />
        <Skeleton className="h-3.5 w-4/5" />
      </div>
    </div>
  );
}

function findHeld(viewerId: string, id: string): Message | undefined {
  for (const { messages } of listHeldTimelines(viewerId)) {
    const found = messages.find((one) => one.id === id);
    if (found) return found;
  }
  return undefined;
}
