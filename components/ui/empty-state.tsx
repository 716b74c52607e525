import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type EmptyStateProps = {
  icon?: ReactNode;
  title: ReactNode;
  /** The next step that the reader can take. */
  description?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** Stands where there is nothing to show: an icon, a title, and what to do next. */
export function EmptyState({ icon, title, description, action, className }: EmptyStateProps) {
  return (
    <div className={cn("mx-auto flex max-w-sm flex-col items-center gap-1 px-6 py-10 text-center", className)}>
      {icon && (
        <div aria-hidden className="mb-2 text-muted-foreground [&_svg]:size-7 [&_svg]:stroke-[1.5]">
          {icon}
        </div>
      )}
      <div className="font-medium text-balance">{title}</div>
      {description && <div className="text-sm text-pretty text-muted-foreground">{description}</div>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
