import { cn } from "@/lib/cn";
import type { Row } from "@/lib/messages/grouping";
import { ListHead } from "./list-head";
import { RowView } from "./row-view";

/**
 * The messages as the server renders them: complete and at the newest one without any script, because a reversed column
 * begins at its end. It stays in front until the virtual list has settled behind it.
 */
export function StaticList({
  rows,
  hasBefore,
  isLeaving,
  label,
}: {
  rows: Row[];
  hasBefore: boolean;
  isLeaving: boolean;
  label: string;
}) {
  return (
    <div
      role="log"
      aria-label={label}
      aria-live="off"
      inert={isLeaving}
      className={cn("absolute inset-0 flex flex-col-reverse overflow-y-auto bg-background", isLeaving && "z-10")}
    >
      <div className="pb-3">
        <ListHead hasBefore={hasBefore} state="idle" onRetry={() => {}} />
        {rows.map((row) => (
          <RowView key={row.key} row={row} editingId={null} highlightSeq={null} tabStopSeq={null} />
        ))}
      </div>
    </div>
  );
}
