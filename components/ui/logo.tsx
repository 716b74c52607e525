import { cn } from "@/lib/cn";

/** The logo, a P that is a speech bubble. app/icon.svg has the same drawing. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 64 64" aria-hidden="true" className={cn("size-10", className)}>
      <rect width="64" height="64" rx="16" className="fill-primary" />
      <path
        d="M21 50V29.5a12.5 12.5 0 1 1 12.5 12.5H31"
        className="fill-none stroke-primary-foreground"
        strokeWidth="7"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
