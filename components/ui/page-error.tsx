"use client";

import { useEffect } from "react";
import { ErrorState } from "./error-state";

/** What Next gives to the error page of a part of the app. */
export type PageErrorProps = { error: Error & { digest?: string }; retry: () => void };

type Props = PageErrorProps & {
  /** The name of the page, for readers of the screen. */
  name: string;
  /** What did not work. */
  title: string;
  /** A sentence that comes before where the details are. */
  lead?: string;
};

/** Stands beside the chat list in place of a page that failed. The server's log has the error under its digest. */
export function PageError({ name, title, lead, error, retry }: Props) {
  useEffect(() => console.error(error), [error]);
  const next = error.digest ? `The server's log has the details under ${error.digest}.` : "Try again in a moment.";
  return (
    <div className="grid flex-1 place-items-center">
      <h1 className="sr-only">{name}</h1>
      <ErrorState title={title} description={lead ? `${lead} ${next}` : next} onRetry={retry} />
    </div>
  );
}
