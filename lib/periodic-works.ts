import "server-only";
import { accountDeletions } from "./accounts/delete-account-data.ts";
import { activityUpkeep } from "./activity/upkeep.ts";
import { sessionSweep } from "./auth/session-sweep.ts";
import { fileSweep } from "./files/removal.ts";
import { windowSweep } from "./http/window-sweep.ts";
import type { PeriodicWork } from "./leases/periodic-work.ts";
import { deletedMessageSweep } from "./messages/deleted-messages.ts";
import { getRuntime } from "./runtime.ts";
import { reminderWork } from "./saved/reminder-clock.ts";
import { searchIndexing } from "./search/background.ts";
import { threadUpkeep } from "./threads/upkeep.ts";

/** Returns all that is done again and again by one process for all: by timers, or where there are none by a cron route. */
export function listPeriodicWorks(): PeriodicWork[] {
  const nightly = [activityUpkeep, threadUpkeep];
  const forAll = [
    ...[sessionSweep(), fileSweep, deletedMessageSweep, accountDeletions(), searchIndexing, ...nightly],
    reminderWork,
  ];
  return getRuntime().isAlone ? forAll : [...forAll, windowSweep];
}
