"use client";

import { Skeleton } from "@/components/ui/skeleton";
import type { FindStatus } from "./use-find";

type Props = { query: string; count: number; status: FindStatus; onRetry: () => void };

/** Below what was found: whether more is on its way, whether there is nothing, or why it could not be looked for. */
export function FindState({ query, count, status, onRetry }: Props) {
  if (query === "") return null;
  const isNothing = count === 0;
  const isUnknown = isNothing && status === "ready";
  return (
    <>
      {isNothing && status === "loading" && <Skeleton className="mx-2 my-2 h-8" />}
      <p
        role="status"
        className={isUnknown ? "px-2 py-6 text-center text-meta text-pretty text-muted-foreground" : "sr-only"}
      >
        {isUnknown && (
          <>
            No room and no person is called “<bdi>{query}</bdi>”.
          </>
        )}
        {status === "ready" && count > 0 && `${count} found`}
      </p>
      {(status === "failed" || status === "offline") && (
        <p role="alert" className="px-2 py-3 text-meta text-muted-foreground">
          {status === "offline"
            ? "You are offline, so only your own chats were searched."
            : "People and other rooms could not be searched."}{" "}
          <button
            type="button"
            onClick={onRetry}
            className="text-primary underline-offset-4 touch-reach hover:underline"
          >
            Try again
          </button>
        </p>
      )}
    </>
  );
}
