"use client";

import { Button } from "@/components/ui/button";
import { Spinner } from "@/components/ui/spinner";

type Props = { next: string | null; isLoadingMore: boolean; moreProblem: string | null; onMore: () => void };

/** The way to the older entries of a list, if there are any. */
export function MoreEntries({ next, isLoadingMore, moreProblem, onMore }: Props) {
  if (next === null) return null;
  return (
    <div className="grid justify-items-center gap-1 py-3">
      {moreProblem && (
        <p role="alert" className="text-meta text-muted-foreground">
          {moreProblem}
        </p>
      )}
      <Button variant="outline" size="sm" onClick={onMore}>
        {isLoadingMore && <Spinner />} {moreProblem ? "Try again" : "Show older"}
      </Button>
    </div>
  );
}
