"use client";

import { Pencil } from "lucide-react";
import { Button } from "@/components/ui/button";
import { useConversation } from "./conversation-context";

/** A bar over the message box while the message of an unfinished edit is not loaded. */
export function EditBar({ seq }: { seq: number }) {
  const { jumpTo, startEditing } = useConversation();
  return (
    <div role="status" className="flex items-center gap-2 px-1 pb-1 text-meta text-muted-foreground">
      <Pencil aria-hidden className="size-4 shrink-0" />
      <span className="min-w-0 flex-1 truncate">You have not finished an edit further up.</span>
      <Button size="sm" variant="outline" onClick={() => jumpTo(seq)}>
        Go to it
      </Button>
      <Button size="sm" variant="ghost" onClick={() => startEditing(null)}>
        Discard
      </Button>
    </div>
  );
}
