import "server-only";
import { announceActivity } from "../activity/announce.ts";
import { userChannel } from "../realtime/channels.ts";
import { publish } from "../realtime/publish.ts";

/** Tells a person on all of their devices, after the commit, that what they have saved of a message changed. */
export function announceSaved(userId: string, messageId: string, { hasActivity }: { hasActivity: boolean }): void {
  publish(userChannel(userId), "saved.changed", { messageId });
  if (hasActivity) announceActivity([userId]);
}

/** Tells a person on all of their devices, after the commit, that the reminder of a message came. */
export function announceReminder(userId: string, messageId: string): void {
  publish(userChannel(userId), "saved.changed", { messageId, reminded: true });
  announceActivity([userId]);
}
