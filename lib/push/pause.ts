import "server-only";
import { areDoorsOpen } from "../db/doors.ts";
import { singleton } from "../singleton.ts";

type Pauses = { isEnding: boolean; ends: Set<() => void> };
const pauses = () => singleton("push.pauses", (): Pauses => ({ isEnding: false, ends: new Set() }));

/** Whether the process is about to end, so that nothing should wait any more. */
export const isEnding = (): boolean => pauses().isEnding;

/**
 * Waits for `ms`, or until the process is about to end, or until `stop` is aborted. Resolves to whether what waited may go on: not
 * once it is stopped, and not without the database.
 */
export async function pause(ms: number, stop?: AbortSignal): Promise<boolean> {
  const { isEnding, ends } = pauses();
  await new Promise<void>((resolve) => {
    const timer = setTimeout(end, isEnding ? 0 : ms).unref();
    function end() {
      clearTimeout(timer);
      ends.delete(end);
      stop?.removeEventListener("abort", end);
      resolve();
    }
    ends.add(end);
    stop?.addEventListener("abort", end);
  });
  return !stop?.aborted && areDoorsOpen();
}

/** Ends all pauses while `work` lasts. */
export async function withoutPauses(work: () => Promise<void>): Promise<void> {
  pauses().isEnding = true;
  for (const end of [...pauses().ends]) end();
  await work().finally(() => {
    pauses().isEnding = false;
  });
}
