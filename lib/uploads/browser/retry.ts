import { ApiError, unreachable } from "../../browser/api.ts";
import { apiRetryDelay } from "../../browser/api-retry.ts";
import { reasonOf } from "../../messages/outbox/retry.ts";
import { StaleAddress } from "./transfer.ts";

/** So many odd failures in a row, and the file is given up. */
const ODD_MAX = 5;
/** So many addresses in a row that turn out to be of no use, and the file is given up. */
const STALE_MAX = 3;

type Perseverance<T> = {
  /** One try. Throws `ApiError` or `StaleAddress`. */
  attempt: () => Promise<T>;
  /** It will be tried again, after a pause for this reason. */
  onStumble: (reason: string) => void;
  onStale: () => Promise<void>;
  /** Resolves after `ms`, or when there is a reason to try at once. */
  pause: (ms: number) => Promise<void>;
  signal: AbortSignal;
  /** A number that grows with every byte that gets through: who gets on need not wait longer each time. */
  progress: () => number;
};

/** Tries until it works, or the server says no for good: then throws its `ApiError`, or the reason of `signal`. */
export async function persevere<T>(run: Perseverance<T>): Promise<T> {
  let stale = 0;
  let reached = run.progress();
  for (let attempt = 0; ; attempt++) {
    try {
      return await run.attempt();
    } catch (error) {
      run.signal.throwIfAborted();
      if (error instanceof StaleAddress) {
        stale += 1;
        if (stale >= STALE_MAX) throw new ApiError(410, "not_found", "It could not be uploaded. Attach it again.");
        await run.onStale();
        continue;
      }
      if (run.progress() > reached) attempt = 0;
      reached = run.progress();
      const wait = apiRetryDelay(isOdd(error) && attempt < ODD_MAX ? unreachable() : error, attempt);
      if (wait === null) throw error;
      run.onStumble(whyItWaits(error));
      await run.pause(wait);
      run.signal.throwIfAborted();
    }
  }
}

/** Neither a refusal nor a lost connection: an answer cut in the middle, a proxy's page in place of the server's. */
const isOdd = (error: unknown): boolean => !(error instanceof ApiError) || error.code === "internal";

/** For its sender, who need not do anything. */
function whyItWaits(error: unknown): string {
  const isReached = error instanceof ApiError && error.code !== "network" && !isOdd(error);
  return isReached ? reasonOf(error) : "Waiting for connection";
}
