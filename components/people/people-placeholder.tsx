"use client";

import { Skeleton } from "@/components/ui/skeleton";

/** Stands in an empty list of people: a skeleton, an error with a button to try again, or a sentence. */
export function PeoplePlaceholder({ status, query, onRetry }: { status: string; query: string; onRetry: () => void }) {
  if (status === "loading") {
    return (
      <div className="grid gap-2 p-2">
        <Skeleton className="h-5 w-40" />
        <Skeleton className="h-5 w-52" />
        <Skeleton className="h-5 w-36" />
      </div>
    );
  }
  return (
    <p className="px-2 py-6 text-center text-sm text-muted-foreground">
      {status === "failed"
        ? "The people could not be loaded. "
        : query
          ? "Nobody is called that."
          : "Nobody else is here yet."}
      {status === "failed" && (
        <button type="button" onClick={onRetry} className="text-primary underline-offset-4 hover:underline">
          Try again
        </button>
      )}
    </p>
  );
}
