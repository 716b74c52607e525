"use client";

import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import type { MessageCheck } from "./check-message";

/** The line below the message box about its text, with a button that attaches a too long text as a file. */
export function ComposerNote({ id, note, onAttachText }: { id: string; note: MessageCheck; onAttachText: () => void }) {
  return (
    <div className={cn("flex flex-wrap items-center gap-x-2 px-1 text-xs", note.isProblem && "pt-1")}>
      <p
        id={id}
        role={note.isProblem ? "alert" : undefined}
        className={note.isProblem ? "text-destructive" : "text-muted-foreground"}
      >
        {note.text}
      </p>
      {note.isTooLong && (
        <Button size="sm" variant="outline" onClick={onAttachText}>
          Attach as a text file
        </Button>
      )}
    </div>
  );
}
