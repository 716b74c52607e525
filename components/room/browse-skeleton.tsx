import { Skeleton } from "@/components/ui/skeleton";

const ROWS = ["a", "b", "c", "d", "e", "f"];

export function BrowseSkeleton() {
  return (
    <div role="status" aria-label="Loading the rooms" className="flex min-w-0 flex-1 flex-col">
      <div className="flex head-row shrink-0 items-center border-b px-5">
        <Skeleton className="h-5 w-32" />
      </div>
      <div className="mx-auto grid w-full max-w-3xl gap-3 px-5 py-4">
        <Skeleton className="h-9" />
        {ROWS.map((row) => (
          <div key={row} className="flex h-16 items-center gap-3">
            <Skeleton className="size-10 shrink-0" />
            <div className="grid flex-1 gap-1.5">
              <Skeleton className="h-4 w-40" />
              <Skeleton className="h-3.5 w-64 max-w-full" />
            </div>
          </div>
        ))}
      </div>
    </div>
  );
}
