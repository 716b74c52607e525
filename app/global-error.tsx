"use client";

import { ErrorState } from "@/components/ui/error-state";
import "./globals.css";

type Props = { error: Error & { digest?: string }; retry: () => void };

/** Replaces the whole document when even the root layout fails, so it has its own html and body. */
export default function GlobalError({ error, retry }: Props) {
  return (
    <html lang="en" data-theme="system">
      <body>
        <title>Parley</title>
        <main className="grid min-h-dvh place-items-center">
          <ErrorState
            title={<h1>Parley could not be shown</h1>}
            description={
              error.digest
                ? `The server's log has the details under ${error.digest}.`
                : "Try again, or reload the page."
            }
            onRetry={retry}
          />
        </main>
      </body>
    </html>
  );
}
