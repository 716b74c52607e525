import "server-only";
import type { PeriodicWork } from "../leases/periodic-work.ts";
import { indexSome, numberRooms } from "./index-old-messages.ts";

/** A function may not run for long: what is left is done when the work is due again. */
const RUN_MAX_MS = 45_000;
/** Other requests have the process and the database for so many times as long as a piece took. */
const PAUSE_FACTOR = 1;

/** Indexes messages from before the index, and takes those of deleted rooms out of it, piece by piece. */
export const searchIndexing: PeriodicWork = {
  name: "search-index",
  everyMs: 60_000,
  async run() {
    await numberRooms();
    const end = Date.now() + RUN_MAX_MS;
    for (let started = Date.now(); started < end && (await indexSome()); started = Date.now())
      await new Promise((resolve) => setTimeout(resolve, (Date.now() - started) * PAUSE_FACTOR));
  },
};
