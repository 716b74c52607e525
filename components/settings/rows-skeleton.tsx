import { Skeleton } from "@/components/ui/skeleton";

/** A placeholder for a list whose rows have an icon and two lines. */
export function RowsSkeleton({ label, rows = 2 }: { label: string; rows?: number }) {
  return (
    <div role="status" className="divide-y rounded-card border bg-card">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are all alike and never move.
        <div key={row} className="flex items-center gap-3 px-4 py-3">
          <Skeleton className="size-5" />
          <div className="grid flex-1 gap-1.5 py-0.5">
            <Skeleton className="h-4 w-36" />
            <Skeleton className="h-3.5 w-56 max-w-full" />
          </div>
        </div>
      ))}
    </div>
  );
}
