import type { Message } from "@/lib/messages/schema";
import { noteUse } from "@/lib/reactions/browser/frequent";
import { reactionQueue } from "@/lib/reactions/browser/reaction-queue";
import { wantedOf } from "@/lib/reactions/browser/wanted";
import { shownReactions } from "@/lib/reactions/shown";

/** Whether the viewer's reaction with this emoji is on the message, as the screen shows it. */
export function isReacted(message: Message, viewerId: string, emoji: string): boolean {
  return shownReactions(message, viewerId, wantedOf(message.id)).some((one) => one.emoji === emoji && one.isOwn);
}

/** Reacts, or takes the reaction back. It is shown at once and sent when that is possible. */
export function toggleReaction(message: Message, viewerId: string, emoji: string): void {
  const isOn = !isReacted(message, viewerId, emoji);
  if (isOn) noteUse(viewerId, emoji);
  reactionQueue.wish(viewerId, [message.id, emoji], isOn);
}

/** Reacts; where the viewer has reacted so already, nothing changes. */
export function addReaction(message: Message, viewerId: string, emoji: string): void {
  if (!isReacted(message, viewerId, emoji)) toggleReaction(message, viewerId, emoji);
}
