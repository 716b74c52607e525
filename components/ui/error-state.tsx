"use client";

import { CloudAlert } from "lucide-react";
import type { ReactNode } from "react";

type ErrorStateProps = {
  title?: ReactNode;
  /** A sentence that tells the reader what happened. */
  description?: ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
};

/** Stands where something could not be loaded, with a button to try again. */
export function ErrorState({ title = "That could not be loaded", description, onRetry, retrying }: ErrorStateProps) {
  return (
    <div role="alert" className="mx-auto flex max-w-sm flex-col items-center gap-1 px-6 py-10 text-center">
      <CloudAlert aria-hidden className="mb-2 size-7 stroke-[1.5] text-destructive" />
      <div className="font-medium text-balance">{title}</div>
      {description && <div className="text-sm text-pretty text-muted-foreground">{description}</div>}
      {onRetry && (
        // This is a plain button and not the kit's Button, because every page loads it for the case of an error.
        <button
          type="button"
          aria-disabled={retrying}
          onClick={retrying ? undefined : onRetry}
          className="mt-3 h-8 rounded-control border border-foreground/18 bg-card px-2.5 text-meta font-medium touch-target hover:bg-muted aria-disabled:opacity-55"
        >
          Try again
        </button>
      )}
    </div>
  );
}
