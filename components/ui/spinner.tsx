import { LoaderCircle } from "lucide-react";
import { cn } from "@/lib/cn";

/** Turns while something is awaited. With a `label` it is announced; without, it is decoration beside text that says so. */
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
