import "server-only";
import { userChannel } from "../realtime/channels.ts";
import { type Merging, publishMerged } from "../realtime/held-events.ts";
import { publish } from "../realtime/publish.ts";

/** So many people ask at once what is unread; the questions of more are spread. */
const AT_ONCE_MAX = 20;
const SPREAD_MS = 3000;

/** Tells people, on all of their devices, that what is unread of their activity has changed, after the commit. */
export function announceActivity(userIds: readonly string[]): void {
  const withinMs = userIds.length > AT_ONCE_MAX ? SPREAD_MS : 0;
  publish(userIds.map(userChannel), "activity.changed", { withinMs });
}

/** As `announceActivity`, for what comes a thousand times in a moment: reactions to one message. */
export function announceActivityMerged(userId: string): void {
  publishMerged(userChannel(userId), "activity", { withinMs: 0 }, mergingFor(userId));
}

const mergingFor = (userId: string): Merging<{ withinMs: number }> => ({
  merge: (_, next) => next,
  isFull: () => false,
  publish: (event) => publish(userChannel(userId), "activity.changed", event),
});
