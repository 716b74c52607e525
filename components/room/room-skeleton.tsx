import { Skeleton } from "@/components/ui/skeleton";

const WIDTHS = ["w-4/5", "w-2/5", "w-3/5", "w-1/2", "w-2/3"] as const;

/** Placeholders for a room that is loading, in the places of its header, messages and message box. */
export function RoomSkeleton() {
  return (
    <div role="status" aria-label="Loading the room" className="flex min-w-0 flex-1 flex-col">
      <div className="flex head-row shrink-0 items-center gap-2.5 border-b px-5">
        <Skeleton className="size-8" />
        <div className="grid gap-1.5">
          <Skeleton className="h-4 w-36" />
          <Skeleton className="h-3 w-24" />
        </div>
      </div>
      <div className="flex min-h-0 flex-1 flex-col justify-end gap-3.5 overflow-hidden px-5 pb-4">
        {WIDTHS.map((width) => (
          <div key={width} className="flex gap-2.5">
            <Skeleton className="size-9 shrink-0 rounded-full" />
            <div className="grid flex-1 gap-1.5 pt-0.5">
              <Skeleton className="h-3.5 w-28" />
              <Skeleton className={`h-4 max-w-prose ${width}`} />
            </div>
          </div>
        ))}
      </div>
      <div className="shrink-0 px-5 pb-5">
        <Skeleton className="h-11 rounded-card" />
      </div>
    </div>
  );
}
