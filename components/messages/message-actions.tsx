"use client";

import { Ellipsis } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/cn";
import type { MessageAction } from "./use-message-actions";

/** The bar over a hovered or focused message: the two most wanted actions, and all of them in a menu. */
export function MessageToolbar({
  actions,
  onOpenChange,
}: {
  actions: MessageAction[];
  onOpenChange: (open: boolean) => void;
}) {
  const direct = actions.filter((action) => action.id === "reply" || action.id === "edit");
  return (
    <div
      role="toolbar"
      aria-label="Message actions"
      className="absolute inset-e-4 -top-3.5 z-10 flex rounded-control border border-border bg-popover p-0.5 shadow-raised"
    >
      {direct.map(({ id, label, Icon, run }) => (
        <Tooltip key={id} content={label}>
          <Button
            variant="ghost"
            size="icon"
            className="size-7 text-muted-foreground hover:text-foreground"
            aria-label={label}
            onClick={run}
          >
            <Icon aria-hidden />
          </Button>
        </Tooltip>
      ))}
      <ActionMenu actions={actions} onOpenChange={onOpenChange} />
    </div>
  );
}

function ActionMenu({ actions, onOpenChange }: { actions: MessageAction[]; onOpenChange: (open: boolean) => void }) {
  // What the action moves the focus to must not lose it to the closing menu.
  const [hasRun, setHasRun] = useState(false);
  return (
    <DropdownMenu
      modal={false}
      onOpenChange={(open) => {
        if (open) setHasRun(false);
        onOpenChange(open);
      }}
    >
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon"
          className="size-7 text-muted-foreground hover:text-foreground"
          aria-label="More actions"
        >
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end" onCloseAutoFocus={(event) => hasRun && event.preventDefault()}>
        {actions.map(({ id, label, Icon, isDestructive, run }) => (
          <DropdownMenuItem
            key={id}
            variant={isDestructive ? "destructive" : "default"}
            onSelect={() => {
              setHasRun(id === "reply" || id === "edit" || id === "delete");
              run();
            }}
          >
            <Icon aria-hidden />
            {label}
          </DropdownMenuItem>
        ))}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}

/** The same actions from below, for fingers. */
export function MessageSheet({
  actions,
  excerpt,
  open,
  onOpenChange,
}: {
  actions: MessageAction[];
  excerpt: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}) {
  // The finger that held the message may lift over an action: only a press that began here counts.
  const isArmed = useRef(false);
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent
        side="bottom"
        hideClose
        className="p-2"
        onCloseAutoFocus={(event) => event.preventDefault()}
        onPointerDownCapture={() => {
          isArmed.current = true;
        }}
      >
        <SheetTitle className="sr-only">Message actions</SheetTitle>
        <SheetDescription dir="auto" className="truncate px-3 py-2 text-meta text-muted-foreground">
          {excerpt}
        </SheetDescription>
        {actions.map(({ id, label, Icon, isDestructive, run }) => (
          <button
            key={id}
            type="button"
            onClick={(event) => {
              // A key makes a click without a pointer: its detail is 0.
              if (!isArmed.current && event.detail > 0) return;
              onOpenChange(false);
              run();
            }}
            className={cn(
              "flex h-12 w-full items-center gap-3 rounded-control px-3 text-start text-message active:bg-accent",
              isDestructive && "text-destructive",
            )}
          >
            <Icon aria-hidden className="size-5 opacity-70" />
            {label}
          </button>
        ))}
      </SheetContent>
    </Sheet>
  );
}
