"use client";

import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/time";
import { DELETED_TEXT } from "@/lib/messages/deleted-text";
import type { Message } from "@/lib/messages/schema";
import { useConversation } from "./conversation-context";
import { mayRestore } from "./may-restore";

/** What stands in place of a deleted message, with the way back for whoever may still restore it. */
export function Tombstone({ message }: { message: Message }) {
  const conversation = useConversation();
  const now = useNow();
  return (
    <p className="flex items-center gap-2 text-message text-muted-foreground">
      <i>{DELETED_TEXT.timeline}</i>
      {now !== null && mayRestore(message, conversation, now) && (
        <Button variant="link" size="sm" onClick={() => conversation.restore(message.id)}>
          Restore
        </Button>
      )}
    </p>
  );
}
