"use client";

import { useNow, useReader } from "@/components/ui/time";
import { formatDay } from "@/components/ui/time-format";
import type { TimelineRow } from "@/lib/messages/timeline-rows";
import { MessageRow } from "./message-row";
import { PendingRow } from "./pending-row";

type ListRowProps = {
  row: TimelineRow;
  editingId: string | null;
  highlightSeq: number | null;
  tabStopSeq: number | null;
};

export function ListRow({ row, editingId, highlightSeq, tabStopSeq }: ListRowProps) {
  switch (row.type) {
    case "day":
      return <DayDivider iso={row.iso} />;
    case "unread":
      return <UnreadLine />;
    case "notice":
      return (
        <p
          id={`m-${row.seq}`}
          dir="auto"
          className="overflow-clip px-5 py-1.5 text-center text-meta text-balance text-muted-foreground wrap-anywhere"
        >
          {row.text}
        </p>
      );
    case "pending":
      return <PendingRow pending={row.pending} isHead={row.isHead} quote={row.quote} />;
    case "message":
      return (
        <MessageRow
          message={row.message}
          isHead={row.isHead}
          quote={row.quote}
          isEditing={editingId === row.message.id}
          isHighlighted={highlightSeq === row.message.seq}
          isTabStop={tabStopSeq === row.message.seq}
        />
      );
  }
}

function UnreadLine() {
  return (
    <div className="flex items-center gap-2 px-5 pt-2">
      <span className="h-px flex-1 bg-primary/60" />
      <span className="text-xs font-semibold text-primary">New</span>
    </div>
  );
}

function DayDivider({ iso }: { iso: string }) {
  const now = useNow();
  const reader = useReader();
  return (
    <div className="flex items-center gap-3 px-5 pt-4 pb-1">
      <span className="h-px flex-1 bg-border" />
      <time dateTime={iso} className="text-xs font-medium text-muted-foreground" suppressHydrationWarning>
        {formatDay(iso, now, reader)}
      </time>
      <span className="h-px flex-1 bg-border" />
    </div>
  );
}
