"use client";

import { useEffect } from "react";
import { ErrorState } from "@/components/ui/error-state";

type Props = { error: Error & { digest?: string }; retry: () => void };

export default function BrowseError({ error, retry }: Props) {
  useEffect(() => console.error(error), [error]);
  return (
    <div className="grid flex-1 place-items-center">
      <ErrorState
        title={<h1>The rooms could not be loaded</h1>}
        description={
          error.digest ? `The server's log has the details under ${error.digest}.` : "Try again in a moment."
        }
        onRetry={retry}
      />
    </div>
  );
}
