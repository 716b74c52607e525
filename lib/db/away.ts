import { log } from "../log.ts";
import { singleton } from "../singleton.ts";

/** While the database is away it is tried this often, and the log says so this often. */
const TRY_MS = 1_000;
const SAY_MS = 60_000;
/** For so long after it was noticed a request that fails is taken for one that failed for this reason. */
const DOUBT_MS = 10_000;

type Ping = () => Promise<unknown>;
type Away = {
  /** When it was first noticed, in milliseconds; null while all is well. */
  since: number | null;
  /** When it was last noticed. */
  lastAt: number;
  /** Whether not even a read works. A full disk or another process's lock hold up writes only. */
  isGone: boolean;
  refused: number;
  ping: Ping | null;
};

/** Shared by the several copies of this module that exist inside Next. */
const state = () =>
  singleton("db.away", (): Away => ({ since: null, lastAt: 0, isGone: false, refused: 0, ping: null }));

/** Says how to find out whether the database answers; null when it is closed. */
export function watchWith(ping: Ping | null): void {
  state().ping = ping;
}

/** Whether the database does not answer now, as far as this process has noticed. */
export function isDatabaseGone(): boolean {
  return state().isGone;
}

/** Asks the database whether it answers now. For a process that may have been frozen since it last noticed anything. */
export async function isDatabaseReachable(): Promise<boolean> {
  const { ping } = state();
  return ping === null || answers(ping, noteAway);
}

/** Whether something could not be done for want of the database a moment ago. A process may have been frozen since. */
export function isDatabaseInDoubt(): boolean {
  const { since, lastAt } = state();
  return since !== null && Date.now() - lastAt < DOUBT_MS;
}

/**
 * Counts what the database could not do, and tries the database until it answers. The log gets one line when that begins,
 * one each minute, and one when it is over, however many requests were refused.
 */
export function noteAway(error: unknown): void {
  const away = state();
  away.refused += 1;
  away.lastAt = Date.now();
  if (away.since !== null) return;
  away.since = Date.now();
  log.error("The database cannot be used now.", { error });
  setImmediate(watch, away, away.since);
}

/** Never fails. A function that is frozen meanwhile goes on with it when it answers the next request. */
async function watch(away: Away, since: number): Promise<void> {
  let refused = -1;
  for (let said = since; away.ping !== null; ) {
    away.isGone = !(await answers(away.ping));
    // It is over when it answers and nobody was refused since the last try.
    if (!away.isGone && refused === away.refused) break;
    refused = away.refused;
    if (Date.now() - said >= SAY_MS) {
      said = Date.now();
      log.error("The database still cannot be used.", { refused, seconds: secondsSince(since) });
    }
    await new Promise((resolve) => setTimeout(resolve, TRY_MS).unref());
  }
  if (away.ping) log.info("The database can be used again.", { refused: away.refused, seconds: secondsSince(since) });
  Object.assign(away, { since: null, isGone: false, refused: 0 });
}

const secondsSince = (time: number) => Math.round((Date.now() - time) / 1000);

async function answers(ping: Ping, onError: (error: unknown) => void = () => {}): Promise<boolean> {
  return ping().then(
    () => true,
    (error) => {
      onError(error);
      return false;
    },
  );
}
