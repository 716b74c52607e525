import "server-only";
import { isAway } from "../db/doors.ts";
import { later } from "../later.ts";
import { log } from "../log.ts";
import { getRuntime } from "../runtime.ts";
import { singleton } from "../singleton.ts";
import { takeLease } from "./lease.ts";

/** Work that is done again and again, by one process for all. It must be harmless when it is done twice. */
export type PeriodicWork = { name: string; everyMs: number; run: () => Promise<void> };

const FAILURE = "Periodic work failed.";
/** Other processes look this often whether the work is due, and take it over when its holder has died. */
const LOOK_MS = 30_000;
/** Work that failed is tried again after this time, or after its period when that is shorter. */
const AGAIN_MS = 60_000;
/** The part of a period in which the work is not due again, so that a clock that comes a little early is no missed one. */
const KEPT_PART = 0.9;

/**
 * Does the work now and in each period, unless it is still at it. A process that is alone does it by its clock, without
 * asking anybody.
 */
export function startPeriodicWork(work: PeriodicWork): void {
  const { isAlone } = getRuntime();
  let isRunning = false;
  const turn = () => {
    if (isRunning) return;
    isRunning = true;
    const done: Promise<unknown> = isAlone ? work.run() : runIfDue(work);
    const end = () => {
      isRunning = false;
    };
    later(done.finally(end), FAILURE, { work: work.name });
  };
  singleton(`periodic.${work.name}`, () => {
    turn();
    return setInterval(turn, isAlone ? work.everyMs : Math.min(work.everyMs, LOOK_MS)).unref();
  });
}

/**
 * Does the work unless another process is at it, or has done it in this period. Resolves to whether it was done; a failure
 * is logged. Throws when it is not known whether the work is due.
 */
export async function runIfDue(work: PeriodicWork): Promise<boolean> {
  const started = Date.now();
  const lease = await takeLease(`work ${work.name}`);
  if (!lease) return false;
  const isDone = await succeeds(work);
  const keptMs = work.everyMs * KEPT_PART - (Date.now() - started);
  await lease.end(isDone ? keptMs : Math.min(keptMs, AGAIN_MS));
  return isDone;
}

async function succeeds({ name, run }: PeriodicWork): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (error) {
    // The log has it already that the database is away.
    if (!isAway(error)) log.error(FAILURE, { work: name, error });
    return false;
  }
}
