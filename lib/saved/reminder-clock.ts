import "server-only";
import { later } from "../later.ts";
import type { PeriodicWork } from "../leases/periodic-work.ts";
import { getRuntime } from "../runtime.ts";
import { singleton } from "../singleton.ts";
import { findNextReminder, tellDueReminders } from "./reminders.ts";

/** So often one process looks for what is due and what is next. */
const LOOK_MS = 60_000;
/** Longer than the time between two looks, whichever processes do them. What is due later is found by a later look. */
const AHEAD_MS = 2 * LOOK_MS;

type Clock = { timer?: NodeJS.Timeout; at: number };

const clock = () => singleton("saved.clock", (): Clock => ({ at: 0 }));

/**
 * Tells what is due, also what came due while no process ran. Where none lasts, this is all that tells, so reminders come with
 * the calls of /api/cron.
 */
export const reminderWork: PeriodicWork = { name: "reminders", everyMs: LOOK_MS, run: tellAndLookAhead };

/** Sets the clock of a process that lasts to a reminder that was wished here, if it is due before somebody looks. */
export function expectReminder(at: Date): void {
  const waitMs = at.getTime() - Date.now();
  if (!getRuntime().isLongLived || waitMs > AHEAD_MS) return;
  const own = clock();
  if (own.timer && own.at <= at.getTime()) return;
  clearTimeout(own.timer);
  own.at = at.getTime();
  own.timer = setTimeout(ring, Math.max(0, waitMs)).unref();
}

function ring(): void {
  clock().timer = undefined;
  later(tellAndLookAhead(), "Reminders were not told.");
}

async function tellAndLookAhead(): Promise<void> {
  await tellDueReminders();
  const next = await findNextReminder(new Date(Date.now() + AHEAD_MS));
  if (next) expectReminder(next);
}
