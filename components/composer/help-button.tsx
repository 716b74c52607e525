"use client";

import { CircleHelp } from "lucide-react";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { cn } from "@/lib/cn";

export const FormattingHelp = onDemand(() => import("./rare-parts").then((module) => module.FormattingHelp), {
  isRare: true,
});

/** Opens the help on formatting. */
export function HelpButton({ onHelp, className }: { onHelp: () => void; className: string }) {
  return (
    <Button
      variant="ghost"
      size="icon"
      className={cn("size-9 text-muted-foreground hover:text-foreground", className)}
      aria-label="How to format a message"
      aria-haspopup="dialog"
      onPointerEnter={FormattingHelp.preload}
      onFocus={FormattingHelp.preload}
      onClick={onHelp}
    >
      <CircleHelp aria-hidden className="size-5" />
    </Button>
  );
}
