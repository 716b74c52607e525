import "server-only";
import { EVERYONE_CHANNEL } from "../realtime/channels.ts";
import { publish } from "../realtime/publish.ts";

/** Tells everybody, after the commit, that other emoji are there now, or other people may add them. Who shows them asks again. */
export function announceEmoji(): void {
  publish(EVERYONE_CHANNEL, "emoji.changed", {});
}
