"use client";

import { CloudAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";
import { Button } from "./button";

type ErrorStateProps = {
  title?: ReactNode;
  /** What happened, in words for the reader. */
  description?: ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
  className?: string;
};

export function ErrorState({
  title = "That could not be loaded",
  description,
  onRetry,
  retrying,
  className,
}: ErrorStateProps) {
  return (
    <div
      role="alert"
      className={cn("mx-auto flex max-w-sm flex-col items-center gap-1 px-6 py-10 text-center", className)}
    >
      <CloudAlert aria-hidden className="mb-2 size-7 stroke-[1.5] text-destructive" />
      <div className="font-medium text-balance">{title}</div>
      {description && <div className="text-sm text-pretty text-muted-foreground">{description}</div>}
      {onRetry && (
        <Button variant="outline" size="sm" loading={retrying} onClick={onRetry} className="mt-3">
          Try again
        </Button>
      )}
    </div>
  );
}
