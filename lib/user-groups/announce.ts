import "server-only";
import { EVERYONE_CHANNEL, userChannel } from "../realtime/channels.ts";
import { publish } from "../realtime/publish.ts";

/** So many people ask at once what calls them; the questions of more are spread. */
const AT_ONCE_MAX = 20;
const SPREAD_MS = 3000;

/**
 * Tells everybody, after the commit, that a group is another one now, so that who shows the groups asks again, and tells these people
 * that other names call them.
 */
export function announceGroups(userIds: readonly string[]): void {
  publish(EVERYONE_CHANNEL, "groups.changed", {});
  announceCalls(userIds);
}

/** Tells people, on all of their devices, that what calls them has changed, after the commit. */
function announceCalls(userIds: readonly string[]): void {
  const withinMs = userIds.length > AT_ONCE_MAX ? SPREAD_MS : 0;
  publish(userIds.map(userChannel), "calls.changed", { withinMs });
}
