import "server-only";
import { again } from "../later.ts";
import { type Lease, takeLease } from "../leases/lease.ts";
import { log } from "../log.ts";
import { onShutdown } from "../process/shutdown.ts";
import { singleton } from "../singleton.ts";
import { fetchOnline, publishPresence } from "./presence.ts";

/** How often an external live server is asked who is there. */
const LOOK_MS = 5_000;
const LEASE_MS = 15_000;
const FAILURE = "Who came and went could not be looked for.";

type Watch = { lease: Lease | null; before: ReadonlySet<string> | null; isKnown: boolean };

/**
 * Starts to publish who came and went at an external live server, which tells nobody by itself. One process does it for all
 * of them. The others remember whom they saw at their start, so that whoever takes over tells most of what has changed; who
 * came or went while nobody had the lease is put right where a page opens or reconnects.
 */
export function startPresenceWatch(): void {
  singleton("realtime.presence-watch", () => {
    const watch: Watch = { lease: null, before: null, isKnown: true };
    onShutdown(async () => watch.lease?.end());
    again(() => look(watch), LOOK_MS, FAILURE);
    return watch;
  });
}

async function look(watch: Watch): Promise<void> {
  try {
    if (!watch.lease || watch.lease.lost.aborted) watch.lease = await takeLease("presence", LEASE_MS);
    if (!watch.lease && watch.before) return;
    const now = new Set(await fetchOnline());
    if (watch.lease && watch.before) publishPresence(...difference(watch.before, now));
    watch.before = now;
    watch.isKnown = true;
  } catch (error) {
    // The line is logged once for each time that the live server or the database is away.
    if (watch.isKnown) log.warn("It is not known who came and went.", { error: String(error) });
    watch.isKnown = false;
  }
}

function difference(before: ReadonlySet<string>, now: ReadonlySet<string>): [online: string[], offline: string[]] {
  return [[...now].filter((id) => !before.has(id)), [...before].filter((id) => !now.has(id))];
}
