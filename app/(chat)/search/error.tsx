"use client";

import { useEffect } from "react";
import { ErrorState } from "@/components/ui/error-state";

type Props = { error: Error & { digest?: string }; retry: () => void };

export default function SearchError({ error, retry }: Props) {
  useEffect(() => console.error(error), [error]);
  return (
    <div className="grid flex-1 place-items-center">
      <h1 className="sr-only">Search</h1>
      <ErrorState
        title="The search could not be opened"
        description={
          error.digest ? `The server's log has the details under ${error.digest}.` : "Try again in a moment."
        }
        onRetry={retry}
      />
    </div>
  );
}
