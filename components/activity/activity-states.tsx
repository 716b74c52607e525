import { BellOff } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { Skeleton } from "@/components/ui/skeleton";

const WIDTHS = ["w-4/5", "w-3/5", "w-full", "w-2/3", "w-1/2", "w-11/12"];

/** Placeholders of the height of entries. They appear a moment later, because most answers are quicker. */
export function LoadingEntries() {
  return (
    <div aria-hidden className="animate-[fade-in_1ms_150ms_both] pt-8">
      {WIDTHS.map((width) => (
        <div key={width} className="flex h-16 items-center gap-3 px-3 sm:px-4">
          <Skeleton className="size-9 shrink-0 rounded-full" />
          <div className="grid flex-1 gap-2">
            <Skeleton className="h-3.5 w-40" />
            <Skeleton className={`h-3.5 ${width}`} />
          </div>
        </div>
      ))}
    </div>
  );
}

export function NothingNew() {
  return (
    <EmptyState
      icon={<BellOff />}
      title="Nothing new"
      description="Mentions, replies and reactions to what you wrote appear here."
    />
  );
}
