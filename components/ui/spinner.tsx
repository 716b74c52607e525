import { LoaderCircle } from "lucide-react";
import { cn } from "@/lib/cn";

/**
 * A turning circle for something that is awaited. With a `label` it is announced; without one it is decoration beside a
 * text that says so.
 */
export function Spinner({ label, className }: { label?: string; className?: string }) {
  const icon = <LoaderCircle aria-hidden className={cn("size-4 animate-spin", className)} />;
  if (!label) return icon;
  return (
    <span role="status" className="inline-flex">
      {icon}
      <span className="sr-only">{label}</span>
    </span>
  );
}
