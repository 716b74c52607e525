"use client";

import { Button } from "@/components/ui/button";

/** What the list of unread chats says when there is none. */
export function NothingUnread({ onShowAll }: { onShowAll: () => void }) {
  return (
    <div className="grid justify-items-center gap-2 px-4 py-10 text-center">
      <p role="status" className="text-sm text-muted-foreground">
        No unread chats
      </p>
      <Button variant="outline" size="sm" onClick={onShowAll}>
        Show all chats
      </Button>
    </div>
  );
}
