"use client";

import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";
import { useConversation } from "./conversation-context";
import type { LoadState } from "./use-timeline";

/** The height never changes, so that loading older messages moves nothing. The virtual list has to know it. */
export const listHeaderPx = (rootId?: string): number => (rootId ? 24 : 80);

type ListHeaderProps = {
  hasBefore: boolean;
  /** There are neither messages nor pending ones. */
  isEmpty: boolean;
  state: LoadState;
  onRetry: () => void;
};

/** Says above the oldest loaded message that older ones are loading, or that there are none. */
export function ListHeader({ hasBefore, isEmpty, state, onRetry }: ListHeaderProps) {
  const { room, rootId } = useConversation();
  return (
    <div
      // Replies begin under the message that they answer, and messages of a room end above the message box.
      className={`flex ${rootId ? "h-6" : "mt-auto h-20"} shrink-0 flex-col items-center justify-center gap-1 px-5 text-center`}
    >
      {!hasBefore ? (
        !rootId && (
          <>
            <p dir="auto" className="w-full truncate text-message font-semibold">
              {beginningOf(room)}
            </p>
            <p className="text-meta text-muted-foreground">
              {isEmpty ? "Nothing has been written yet. Say hello." : "This is where it began."}
            </p>
          </>
        )
      ) : state === "failed" ? (
        <p role="alert" className="flex items-center gap-2 text-meta text-muted-foreground">
          Older messages could not be loaded.
          <Button size="sm" variant="outline" onClick={onRetry}>
            Retry
          </Button>
        </p>
      ) : (
        <Spinner label="Loading older messages" className="text-muted-foreground" />
      )}
    </div>
  );
}

function beginningOf(room: { kind: string; name: string }): string {
  return room.kind === "DIRECT" ? `Your chat with ${room.name}` : room.name;
}
