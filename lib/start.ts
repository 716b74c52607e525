import "server-only";
import { startSocketCheck } from "./auth/socket-check.ts";
import { getConfig, tellNextAuth } from "./config.ts";
import { closeDoors, openDoors } from "./db/doors.ts";
import { startUpkeep } from "./db/upkeep.ts";
import { startDiskSweep } from "./files/removal.ts";
import { startPeriodicWork } from "./leases/periodic-work.ts";
import { log } from "./log.ts";
import { listPeriodicWorks } from "./periodic-works.ts";
import { onShutdown } from "./process/shutdown.ts";
import { markStarted } from "./process/start-signal.ts";
import { startPresence } from "./realtime/presence.ts";
import { startPresenceWatch } from "./realtime/presence-watch.ts";
import { backfillNameKeys } from "./users/names.ts";

/**
 * Starts everything that must run inside Next before its first request. If the database cannot be used, it ends the
 * process with one sentence.
 */
export async function start(): Promise<void> {
  try {
    tellNextAuth(getConfig());
    await openDoors();
    onShutdown(closeDoors);
    await backfillNameKeys();
    startPresence();
    if (getConfig().realtime.transport === "external") startPresenceWatch();
    startSocketCheck();
    startDiskSweep();
    startUpkeep();
    for (const work of listPeriodicWorks()) startPeriodicWork(work);
    markStarted();
  } catch (error) {
    log.error("Parley cannot start.", { reason: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  }
}
