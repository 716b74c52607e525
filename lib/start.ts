import "server-only";
import { after } from "next/server";
import { startSocketCheck } from "./auth/socket-check.ts";
import { getConfig, tellNextAuth } from "./config.ts";
import { closeDoors, openDoors, openDoorsUnproven } from "./db/doors.ts";
import { startUpkeep } from "./db/upkeep.ts";
import { claimFolder } from "./files/claim-folder.ts";
import { startDiskSweep } from "./files/removal.ts";
import { tellUnavailableAlways } from "./http/front/failed-page.ts";
import { setPageFacts } from "./http/page-facts.ts";
import { enforceLimit } from "./http/rate-limiter.ts";
import { readEntrance } from "./invites/entrance.ts";
import { setKeepAlive } from "./later.ts";
import { startPeriodicWork } from "./leases/periodic-work.ts";
import { log } from "./log.ts";
import { listPeriodicWorks } from "./periodic-works.ts";
import { onShutdown } from "./process/shutdown.ts";
import { markStarted } from "./process/start-signal.ts";
import { finishPushing } from "./push/queue.ts";
import { startPresence } from "./realtime/presence.ts";
import { startPresenceWatch } from "./realtime/presence-watch.ts";
import { finishPublishing } from "./realtime/publish.ts";
import { watchTransport } from "./realtime/watch-transport.ts";
import { getRuntime } from "./runtime.ts";
import { backfillNameKeys } from "./users/names.ts";

/**
 * Starts everything that must run inside Next before its first request. If the settings are wrong, or a process that
 * lasts cannot use the database, it ends the process with one sentence.
 */
export async function start(): Promise<void> {
  try {
    tellNextAuth(getConfig());
    const { isLongLived } = getRuntime();
    await (isLongLived ? openDoors() : openDoorsUnproven());
    await claimFolder();
    if (isLongLived) await startTimers();
    else startFunction();
    markStarted();
  } catch (error) {
    log.error("Parley cannot start.", { reason: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  }
}

/** What a process that lasts does besides answering. Where none does, /api/cron is called for it. */
async function startTimers(): Promise<void> {
  onShutdown(closeDoors);
  onShutdown(finishPushing);
  await backfillNameKeys();
  setPageFacts({ admit: (address) => enforceLimit("request", address), read: readEntrance });
  startPresence();
  if (getConfig().realtime.transport === "external") {
    onShutdown(finishPublishing);
    watchTransport();
    startPresenceWatch();
  }
  startSocketCheck();
  startDiskSweep();
  startUpkeep();
  for (const work of listPeriodicWorks()) startPeriodicWork(work);
}

/** What a function needs, because no server of ours stands around it. */
function startFunction(): void {
  setKeepAlive(keepAlive);
  tellUnavailableAlways();
}

/** Asks the host of this function not to freeze it before the work is done. */
function keepAlive(work: Promise<unknown>): void {
  try {
    after(work);
  } catch {
    // Work that another work has begun belongs to no request any more. The host waits for the one that began it.
  }
}
