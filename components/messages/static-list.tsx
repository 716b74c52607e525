import { cn } from "@/lib/cn";
import type { TimelineRow } from "@/lib/messages/timeline-rows";
import { hasNoMessages } from "./find-rows";
import { ListHeader } from "./list-header";
import { ListRow } from "./list-row";

/**
 * The list of messages that the server renders. It shows the newest message without any script, because a reversed
 * column begins at its end. It stays in front until the virtual list behind it is ready.
 */
export function StaticList({
  rows,
  hasBefore,
  isFromLine,
  isLeaving,
  label,
}: {
  rows: TimelineRow[];
  hasBefore: boolean;
  /** Shows the unread messages only, from the first of them on. */
  isFromLine: boolean;
  isLeaving: boolean;
  label: string;
}) {
  return (
    <div
      role="log"
      aria-label={label}
      aria-live="off"
      inert={isLeaving}
      className={cn(
        "absolute inset-0 flex overflow-y-auto bg-background",
        isFromLine ? "flex-col" : "flex-col-reverse",
        isLeaving && "z-10",
      )}
    >
      <div className={cn("pb-3", isFromLine && "mt-auto")}>
        {!isFromLine && (
          <ListHeader hasBefore={hasBefore} isEmpty={hasNoMessages(rows)} state="idle" onRetry={() => {}} />
        )}
        {(isFromLine
          ? rows.slice(
              Math.max(
                0,
                rows.findIndex(({ type }) => type === "unread"),
              ),
            )
          : rows
        ).map((row) => (
          <ListRow key={row.key} row={row} editingId={null} highlightSeq={null} tabStopSeq={null} />
        ))}
      </div>
    </div>
  );
}
