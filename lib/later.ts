import { isAway } from "./db/doors.ts";
import { log } from "./log.ts";
import { singleton } from "./singleton.ts";

type KeepAlive = (work: Promise<unknown>) => void;

const holder = () => singleton("later", (): { keepAlive: KeepAlive | null } => ({ keepAlive: null }));

/** Sets what keeps a function from being frozen before `work` is done. A process that lasts needs nothing. */
export function setKeepAlive(keepAlive: KeepAlive): void {
  holder().keepAlive = keepAlive;
}

/**
 * Lets work that has begun go on after the reply. Every promise that nobody awaits goes through here, because a
 * function may be frozen as soon as it has answered. When the work fails, the log gets `failure` and `fields`.
 */
export function later(work: Promise<unknown>, failure: string, fields: Record<string, unknown> = {}): void {
  const settled = work.catch((error) => {
    // The log has it already that the database is away.
    if (!isAway(error)) log.error(failure, { ...fields, error });
  });
  holder().keepAlive?.(settled);
}

/**
 * Does `work` now, and again `everyMs` after each time that it ended, so that it never runs twice at once. For a process
 * that lasts; `failure` is as for `later`.
 */
export function again(work: () => Promise<void>, everyMs: number, failure: string): void {
  const turn = () =>
    later(
      work().finally(() => setTimeout(turn, everyMs).unref()),
      failure,
    );
  turn();
}
