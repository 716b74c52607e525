"use client";

import { useNow, useReader } from "@/components/ui/time";
import type { Row } from "@/lib/messages/grouping";
import { MessageRow } from "./message-row";
import { PendingRow } from "./pending-row";

type RowViewProps = { row: Row; editingId: string | null; highlightSeq: number | null; tabStopSeq: number | null };

export function RowView({ row, editingId, highlightSeq, tabStopSeq }: RowViewProps) {
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
          className="px-5 py-1.5 text-center text-meta text-balance text-muted-foreground wrap-anywhere"
        >
          {row.text}
        </p>
      );
    case "pending":
      return <PendingRow pending={row.pending} isHead={row.isHead} />;
    case "message":
      return (
        <MessageRow
          message={row.message}
          isHead={row.isHead}
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
  const { locale, zone } = useReader();
  return (
    <div className="flex items-center gap-3 px-5 pt-4 pb-1">
      <span className="h-px flex-1 bg-border" />
      <time dateTime={iso} className="text-xs font-medium text-muted-foreground" suppressHydrationWarning>
        {dayLabel(iso, now, locale, zone)}
      </time>
      <span className="h-px flex-1 bg-border" />
    </div>
  );
}

const DAY_MS = 24 * 60 * 60 * 1000;

/** "Today", "Yesterday", "Monday, 3 November", with the year when it is another one. */
function dayLabel(iso: string, now: number | null, locale: string, zone: string): string {
  const key = (value: number | Date) => new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(value);
  const day = key(new Date(iso));
  if (now !== null) {
    const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
    if (day === key(now)) return capitalised(words.format(0, "day"));
    if (day === key(now - DAY_MS)) return capitalised(words.format(-1, "day"));
  }
  const isThisYear = now !== null && day.slice(0, 4) === key(now).slice(0, 4);
  const year = isThisYear ? undefined : "numeric";
  const format = new Intl.DateTimeFormat(locale, {
    weekday: "long",
    day: "numeric",
    month: "long",
    year,
    timeZone: zone,
  });
  return format.format(new Date(iso));
}

function capitalised(words: string): string {
  return words.slice(0, 1).toLocaleUpperCase() + words.slice(1);
}
