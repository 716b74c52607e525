import "server-only";
import { getConfig } from "../config.ts";
import { log } from "../log.ts";
import { singleton } from "../singleton.ts";
import { EVERYONE_CHANNEL, parseChannel, userChannel } from "./channels.ts";
import { freshAnswer } from "./fresh-answer.ts";
import { publish } from "./publish.ts";
import { getPusher, readReply } from "./pusher-http-api.ts";
import { getHub } from "./shared-hub.ts";

/** Changes within this time are published together, and a page reload within it is not published at all. */
const BATCH_MS = 1000;
/** People in one event, which then stays below what Pusher takes. */
const PEOPLE_PER_EVENT = 150;

/** Returns the ids of the people who have Parley open now; none when the live server does not answer. */
export async function listOnline(): Promise<string[]> {
  return fetchOnline().catch((error) => {
    log.warn("presence is unknown", { error: String(error) });
    return [];
  });
}

/**
 * Returns the ids of the people whose user channel is occupied. An external live server is asked, whoever came to which
 * process, and its answer is used for a second. Throws when it does not answer.
 */
export function fetchOnline(): Promise<string[]> {
  if (getConfig().realtime.transport === "embedded") return Promise.resolve(getHub()?.onlineUsers() ?? []);
  return freshAnswer("realtime.online-answer", askOnline);
}

/** Who was online by the last answer of an external live server. */
const lastOnline = () => singleton("realtime.online", (): { known: string[] } => ({ known: [] }));

async function askOnline(): Promise<string[]> {
  const prefix = userChannel("");
  const response = await getPusher().get({ path: "/channels", params: { filter_by_prefix: prefix } });
  const body = (await readReply(response)) as { channels?: Record<string, unknown> };
  const online = Object.keys(body.channels ?? {}).flatMap((name) => {
    const channel = parseChannel(name);
    return channel?.type === "user" ? [channel.userId] : [];
  });
  lastOnline().known = online;
  return online;
}

/**
 * Returns who is online as far as this process knows without a request, for the first paint of a page, which then asks.
 */
export function knownOnline(): string[] {
  return getConfig().realtime.transport === "embedded" ? (getHub()?.onlineUsers() ?? []) : lastOnline().known;
}

/** Starts to publish what the embedded hub reports, in batches; presence-watch looks after an external live server. */
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
  publishPresence(
    changed.filter(isOnline),
    changed.filter((id) => !isOnline(id)),
  );
}

/** Publishes who is online and who is not any more. */
export function publishPresence(online: readonly string[], offline: readonly string[]): void {
  for (let at = 0; at < Math.max(online.length, offline.length); at += PEOPLE_PER_EVENT) {
    const part = (ids: readonly string[]) => ids.slice(at, at + PEOPLE_PER_EVENT);
    publish(EVERYONE_CHANNEL, "presence.changed", { online: part(online), offline: part(offline) });
  }
}
