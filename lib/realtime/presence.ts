import "server-only";
import { getConfig } from "../config.ts";
import { log } from "../log.ts";
import { singleton } from "../singleton.ts";
import { EVERYONE_CHANNEL, parseChannel, userChannel } from "./channels.ts";
import { publish } from "./publish.ts";
import { getPusher, readReply } from "./pusher-http-api.ts";
import { getHub } from "./shared-hub.ts";

/** Changes within this time are published together, and a page reload within it is not published at all. */
const BATCH_MS = 1000;

/** Returns the ids of the people who have Parley open now; none when the live server does not answer. */
export async function listOnline(): Promise<string[]> {
  return fetchOnline().catch((error) => {
    log.warn("presence is unknown", { error: String(error) });
    return [];
  });
}

/**
 * Returns the ids of the people whose user channel is occupied. The live server is asked, so that every process says the
 * same. Throws when it does not answer.
 */
export async function fetchOnline(): Promise<string[]> {
  if (getConfig().realtime.transport === "embedded") return getHub()?.onlineUsers() ?? [];
  const prefix = userChannel("");
  const response = await getPusher().get({ path: "/channels", params: { filter_by_prefix: prefix } });
  const body = (await readReply(response)) as { channels?: Record<string, unknown> };
  return Object.keys(body.channels ?? {}).flatMap((name) => {
    const channel = parseChannel(name);
    return channel?.type === "user" ? [channel.userId] : [];
  });
}

/** Returns who is online as far as this process knows without a request, for the first paint of a page. */
export function knownOnline(): string[] {
  return getConfig().realtime.transport === "embedded" ? (getHub()?.onlineUsers() ?? []) : [];
}

/**
 * Starts to publish `presence.changed` in batches. Only the embedded hub reports changes; with an external server
 * clients ask.
 */
export function startPresence(): void {
  singleton("realtime.presence", () => {
    const hub = getHub();
    if (!hub) return false;
    const before = new Map<string, boolean>();
    hub.onUser((userId, online) => {
      if (before.size === 0) setTimeout(() => publishChanges(before, (id) => hub.isOnline(id)), BATCH_MS);
      if (!before.has(userId)) before.set(userId, !online);
    });
    return true;
  });
}

function publishChanges(before: Map<string, boolean>, isOnline: (userId: string) => boolean): void {
  const changed = [...before].filter(([userId, was]) => was !== isOnline(userId)).map(([userId]) => userId);
  before.clear();
  if (changed.length === 0) return;
  const online = changed.filter(isOnline);
  publish(EVERYONE_CHANNEL, "presence.changed", { online, offline: changed.filter((id) => !isOnline(id)) });
}
