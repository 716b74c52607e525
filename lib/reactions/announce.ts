import "server-only";
import { roomChannel } from "../realtime/channels.ts";
import { EVENT_BYTES_MAX } from "../realtime/events.ts";
import { type Merging, publishMerged } from "../realtime/held-events.ts";
import { publish } from "../realtime/publish.ts";
import type { ReactionsChange } from "./schema.ts";

/** With so many revs, the largest possible reactions still fit into an event. */
const REVS_MAX = 100;

/**
 * Tells a room the reactions of a message, after the commit. When a thousand people react, an event tells the reactions of up to
 * REVS_MAX of them, and the message itself is in none.
 */
export function announceReactions(change: ReactionsChange): void {
  publishMerged(roomChannel(change.roomId), change.messageId, change, MERGING);
}

const MERGING: Merging<ReactionsChange> = {
  merge(earlier, next) {
    const newest = next.rev > earlier.rev ? next : earlier;
    return { ...newest, revs: [...earlier.revs, ...next.revs] };
  },
  isFull: ({ revs }) => revs.length >= REVS_MAX,
  publish(change) {
    const { roomId, rev } = change;
    const channel = roomChannel(roomId);
    if (Buffer.byteLength(JSON.stringify(change)) <= EVENT_BYTES_MAX) publish(channel, "reactions.changed", change);
    else publish(channel, "message.changed", { roomId, rev });
  },
};
