import { CircleAlert, Info } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/lib/cn";

type AlertProps = { variant?: "info" | "error"; children: ReactNode; className?: string };

/** A box with an icon and a notice, in the flow of the page. Screen readers announce an error at once. */
export function Alert({ variant = "info", children, className }: AlertProps) {
  const error = variant === "error";
  const Icon = error ? CircleAlert : Info;
  return (
    <div
      role={error ? "alert" : undefined}
      className={cn(
        "flex gap-2.5 rounded-control border px-3 py-2.5 text-sm",
        error ? "border-destructive/45 bg-destructive/6" : "bg-muted",
        className,
      )}
    >
      <Icon
        aria-hidden
        className={cn("mt-0.5 size-4 shrink-0", error ? "text-destructive" : "text-muted-foreground")}
      />
      <div className="min-w-0">{children}</div>
    </div>
  );
}
