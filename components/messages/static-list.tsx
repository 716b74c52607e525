import { cn } from "@/lib/cn";
import type { Row } from "@/lib/messages/grouping";
import { isWordless } from "./find-rows";
import { ListHeader } from "./list-header";
import { ListRow } from "./list-row";

/**
 * The messages as the server renders them: complete and at the newest one without any script, because a reversed column
 * begins at its end. It stays in front until the virtual list has settled behind it.
 */
export function StaticList({
  rows,
  hasBefore,
  isFromLine,
  isLeaving,
  label,
}: {
  rows: Row[];
  hasBefore: boolean;
  /** Only what is unread, from its beginning. */
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
        {!isFromLine && <ListHeader hasBefore={hasBefore} isEmpty={isWordless(rows)} state="idle" onRetry={() => {}} />}
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
