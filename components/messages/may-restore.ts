import { canRestoreMessage } from "@/lib/messages/policy";
import type { Message } from "@/lib/messages/schema";
import type { ConversationContext } from "./conversation-context";

/** Whether the viewer may bring back a message that they have deleted, at `now` in milliseconds. */
export function mayRestore(
  message: Message,
  { viewer, room }: Pick<ConversationContext, "viewer" | "room">,
  now: number,
): boolean {
  const { restorableUntil } = message;
  return restorableUntil !== undefined && Date.parse(restorableUntil) > now && canRestoreMessage(viewer, room, message);
}
