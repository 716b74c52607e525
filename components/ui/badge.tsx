import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "@/lib/cn";

const badgeVariants = cva(
  "inline-flex h-5 shrink-0 items-center justify-center rounded-full px-2 text-xs font-medium whitespace-nowrap tabular-nums",
  {
    variants: {
      variant: {
        default: "bg-primary text-primary-foreground",
        secondary: "bg-secondary text-secondary-foreground",
        outline: "border text-muted-foreground",
        mention: "bg-mention text-mention-foreground",
        destructive: "bg-destructive-fill text-destructive-fill-foreground",
      },
    },
    defaultVariants: { variant: "default" },
  },
);

/** A short word or number in a pill. */
export function Badge({ className, variant, ...props }: ComponentProps<"span"> & VariantProps<typeof badgeVariants>) {
  return <span className={cn(badgeVariants({ variant }), className)} {...props} />;
}

const COUNT_MAX = 99;

type CountBadgeProps = VariantProps<typeof badgeVariants> & {
  count: number;
  /** The thing that is counted, for screen readers: "unread messages". */
  label?: string;
  className?: string;
};

/** A number in at most three signs: beyond 99 nobody cares how many more. */
export function countLabel(count: number): string {
  return count > COUNT_MAX ? `${COUNT_MAX}+` : String(count);
}

/** A number in a pill, never wider than "99+". It draws nothing at zero. */
export function CountBadge({ count, label, variant, className }: CountBadgeProps) {
  if (count <= 0) return null;
  return (
    <span className={cn(badgeVariants({ variant }), "h-4.5 min-w-4.5 px-1.5 font-semibold", className)}>
      {countLabel(count)}
      {label && <span className="sr-only"> {label}</span>}
    </span>
  );
}
