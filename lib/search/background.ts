import "server-only";
import { runUpkeep } from "../db/doors.ts";
import type { PeriodicWork } from "../leases/periodic-work.ts";
import { indexSome, newIndexRun, numberRooms } from "./index-old-messages.ts";

/** A function may not run for long: what is left is done when the work is due again. */
const RUN_MAX_MS = 45_000;
/** Other requests have the process and the database for so many times as long as a piece took. */
const PAUSE_FACTOR = 1;

/** Puts messages into blocks, and takes those of deleted rooms out of the index, piece by piece. */
export const searchIndexing: PeriodicWork = {
  name: "search-index",
  everyMs: 60_000,
  async run() {
    await numberRooms();
    const end = Date.now() + RUN_MAX_MS;
    const run = newIndexRun();
    for (let started = Date.now(); started < end && (await indexSome(run)); started = Date.now())
      await new Promise((resolve) => setTimeout(resolve, (Date.now() - started) * PAUSE_FACTOR));
    // A search in FTS5 looks up each message in the notes of what was taken out: with twenty blocks it took ten times as long.
    // The few of renewed blocks wait for the upkeep's own time.
    if (run.hasMovedMany) await runUpkeep();
  },
};
