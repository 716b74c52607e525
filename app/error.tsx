"use client";

import { useEffect } from "react";
import { ErrorState } from "@/components/ui/error-state";
import type { PageErrorProps } from "@/components/ui/page-error";

export default function ErrorPage({ error, retry }: PageErrorProps) {
  useEffect(() => console.error(error), [error]);
  return (
    <main className="grid min-h-dvh flex-1 place-items-center">
      <ErrorState
        title={<h1>This page could not be shown</h1>}
        description={
          error.digest
            ? `Nothing you wrote is lost. The server's log has the details under ${error.digest}.`
            : "Nothing you wrote is lost. Try again, or reload the page."
        }
        onRetry={retry}
      />
    </main>
  );
}
