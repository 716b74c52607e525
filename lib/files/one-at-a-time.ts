import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { AppError } from "../errors.ts";
import { withLease } from "../leases/lease.ts";

/** A call waits at most this long for another process that is at the same file, and looks this often. */
const PATIENCE_MS = 20_000;
const LOOK_MS = 300;

/**
 * Runs `work` for a file in one process at a time. `find` returns its result when another process has done it meanwhile,
 * else null. Throws `unavailable` when the other takes long.
 */
export async function oneAtATime<T>(fileId: string, find: () => Promise<T | null>, work: () => Promise<T>): Promise<T> {
  for (const end = Date.now() + PATIENCE_MS; Date.now() < end; await sleep(LOOK_MS)) {
    const done = await withLease(`file ${fileId}`, async () => (await find()) ?? work());
    if (done) return done.result;
  }
  throw new AppError("unavailable", "This file is being examined. Try again soon.", { retryAfterSeconds: 2 });
}
