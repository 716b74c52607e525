import "server-only";
import { createId } from "../ids.ts";
import { log } from "../log.ts";
import { leaseStore } from "./lease-store.ts";

/** A lease is renewed so many times in its duration, so that one renewal that fails does not lose it. */
const RENEWALS = 3;
const LEASE_MS = 30_000;

/** The right to do some work, which one process at a time has. */
export type Lease = {
  /** Whether it was lost: the process stood still for too long, or could not reach the database. */
  readonly lost: AbortSignal;
  /** Lets others take it. With `keptMs`, only after this time, so that the work is not done again before. */
  end(keptMs?: number): Promise<void>;
};

/**
 * Takes the lease `name`, or resolves to null when somebody else has it. It is renewed until it is ended; when the process
 * dies, others can take it after `forMs`. A process that stands still for longer loses it without knowing at once, so
 * what is done under a lease must be harmless when it is done twice.
 */
export async function takeLease(name: string, forMs = LEASE_MS): Promise<Lease | null> {
  const holder = createId();
  if (!(await leaseStore().take(name, holder, forMs))) return null;
  const lost = new AbortController();
  let endsAt = Date.now() + forMs;
  let renewing = Promise.resolve();
  const timer = setInterval(() => {
    renewing = renew();
  }, forMs / RENEWALS).unref();
  async function renew(): Promise<void> {
    const asked = Date.now();
    try {
      if (await leaseStore().renew(name, holder, forMs)) endsAt = asked + forMs;
      else lose("somebody else has it");
    } catch (error) {
      if (Date.now() > endsAt) lose(String(error));
    }
  }
  function lose(reason: string): void {
    clearInterval(timer);
    if (lost.signal.aborted) return;
    log.warn("A lease was lost.", { lease: name, reason });
    lost.abort(new Error(`The lease ${name} was lost: ${reason}.`));
  }
  return {
    lost: lost.signal,
    async end(keptMs = 0) {
      clearInterval(timer);
      // A renewal that is under way would otherwise overwrite what follows.
      await renewing;
      if (keptMs > 0) await leaseStore().renew(name, holder, Math.ceil(keptMs));
      else await leaseStore().release(name, holder);
    },
  };
}

/**
 * Runs `work` under the lease `name`. Resolves to null, without having run it, when another process, or another call in
 * this one, is at it. Throws what `work` throws.
 */
export async function withLease<T>(
  name: string,
  work: (lost: AbortSignal) => Promise<T>,
): Promise<{ result: T } | null> {
  const lease = await takeLease(name);
  if (!lease) return null;
  try {
    return { result: await work(lease.lost) };
  } finally {
    // A lease that could not be given back ends by itself.
    await lease.end().catch((error) => log.warn("A lease was not given back.", { lease: name, error }));
  }
}
