"use client";

import { Button } from "@/components/ui/button";
import { useNow } from "@/components/ui/time";
import type { Message } from "@/lib/messages/schema";
import { useConversation } from "./conversation-context";
import { mayRestore } from "./may-restore";

/** In the place of a message that the viewer has deleted: the way back, for as long as there is one. */
export function RestoreButton({ message }: { message: Message }) {
  const conversation = useConversation();
  const now = useNow();
  if (now === null || !mayRestore(message, conversation, now)) return null;
  return (
    <Button variant="link" size="sm" onClick={() => conversation.restore(message.id)}>
      Restore
    </Button>
  );
}
