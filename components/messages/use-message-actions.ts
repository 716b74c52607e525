"use client";

import { useEffect } from "react";
import type { Message } from "@/lib/messages/schema";
import { useConversation } from "./conversation-context";
import { type ActionPlace, actionsOf } from "./message-actions";
import { nearSaved } from "./saved/saved-deed";
import { useIsSaved } from "./saved/use-is-saved";

/** Lists the actions of a message in this place, bound to the message. */
export function useMessageActions(message: Message, place: ActionPlace) {
  const conversation = useConversation();
  // Whether a message is saved changes under an open bar.
  useIsSaved(message.id);
  useEffect(() => nearSaved.set(true), []);
  return actionsOf(message, conversation, place).map((action) => ({
    ...action,
    run: () => action.run(message, conversation),
  }));
}
