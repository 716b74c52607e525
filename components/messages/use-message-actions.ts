"use client";

import type { Message } from "@/lib/messages/schema";
import { useConversation } from "./conversation-context";
import { type ActionPlace, actionsOf } from "./message-actions";

/** Lists the actions of a message in this place, bound to the message. */
export function useMessageActions(message: Message, place: ActionPlace) {
  const conversation = useConversation();
  return actionsOf(message, conversation, place).map((action) => ({
    ...action,
    run: () => action.run(message, conversation),
  }));
}
