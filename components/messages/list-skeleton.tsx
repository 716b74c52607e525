"use client";

import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import type { TimelineRow } from "@/lib/messages/timeline-rows";
import { ListRow } from "./list-row";
import type { FirstPage } from "./use-first-page";

/** Typical messages have one or two lines. */
const ROWS = [
  { id: "a", name: "w-28", lines: ["w-4/5"] },
  { id: "b", name: "w-20", lines: ["w-full", "w-2/5"] },
  { id: "c", name: "w-32", lines: ["w-3/5"] },
  { id: "d", name: "w-24", lines: ["w-1/2"] },
  { id: "e", name: "w-28", lines: ["w-full", "w-full", "w-1/3"] },
  { id: "f", name: "w-20", lines: ["w-2/3"] },
];

const PROBLEMS = {
  network: "You are offline, and this was not opened before. Its messages come when the connection is back.",
  gone: "This is not here any more, or not for you.",
  other: "The messages could not be loaded.",
};

type Props = { label: string; rows: TimelineRow[]; firstPage: FirstPage };

/** Placeholders while the first messages load. Below them stand the messages that the viewer sends meanwhile. */
export function ListSkeleton({ label, rows, firstPage }: Props) {
  const { problem, retry } = firstPage;
  return (
    <div
      role="log"
      aria-label={label}
      aria-busy
      className="absolute inset-0 flex flex-col justify-end overflow-hidden pb-3"
    >
      {problem === null ? (
        <div role="status" aria-label="Loading the messages" className="animate-[fade-in_1ms_120ms_both]">
          {ROWS.map(({ id, name, lines }) => (
            <div key={id} className="flex gap-3 px-3 pt-3.5 pb-0.5 sm:px-5">
              <Skeleton className="mt-0.5 size-9 shrink-0 rounded-full" />
              <div className="min-w-0 flex-1">
                <div className="flex h-5 items-center">
                  <Skeleton className={`h-3.5 ${name}`} />
                </div>
                {lines.map((width, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike and never change.
                  <div key={index} className="flex h-5.5 items-center">
                    <Skeleton className={`h-3.5 max-w-prose ${width}`} />
                  </div>
                ))}
              </div>
            </div>
          ))}
        </div>
      ) : (
        <div role="alert" className="flex flex-1 flex-col items-center justify-center gap-3 px-5 text-center">
          <p className="max-w-prose text-sm text-balance text-muted-foreground">{PROBLEMS[problem]}</p>
          {problem === "other" && (
            <Button size="sm" variant="outline" onClick={retry}>
              Try again
            </Button>
          )}
        </div>
      )}
      {rows.map((row) => (
        <ListRow key={row.key} row={row} editingId={null} highlightSeq={null} tabStopSeq={null} />
      ))}
    </div>
  );
}
