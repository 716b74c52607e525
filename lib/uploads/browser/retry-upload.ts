import { ApiError, unreachable } from "../../browser/api.ts";
import { apiRetryDelay } from "../../browser/api-retry.ts";
import { reasonOf } from "../../messages/outbox/failure-text.ts";
import { StaleUploadUrl } from "./sending.ts";

/** A file is refused after this number of unexplained failures in a row. */
const UNEXPLAINED_MAX = 5;
/** A file is refused after this number of unusable upload URLs in a row. */
const STALE_URL_MAX = 3;

type RetryOptions<T> = {
  /** One attempt. Throws `ApiError` or `StaleUploadUrl`. */
  attempt: () => Promise<T>;
  /** Called before a pause, with the reason for it in words for the sender. */
  onPause: (reason: string) => void;
  onStale: () => Promise<void>;
  /** Resolves after `ms`, or earlier when there is a reason to try at once. */
  pause: (ms: number) => Promise<void>;
  signal: AbortSignal;
  /** A number that grows with every byte sent. After progress, the waits start from the shortest again. */
  progress: () => number;
};

/**
 * Repeats `attempt` until it succeeds or the server refuses for good; then throws its `ApiError`, or the reason of
 * `signal`.
 */
export async function retryUpload<T>(run: RetryOptions<T>): Promise<T> {
  let stale = 0;
  let reached = run.progress();
  for (let attempt = 0; ; attempt++) {
    try {
      return await run.attempt();
    } catch (error) {
      run.signal.throwIfAborted();
      if (error instanceof StaleUploadUrl) {
        stale += 1;
        if (stale >= STALE_URL_MAX) throw new ApiError(410, "not_found", "It could not be uploaded. Attach it again.");
        await run.onStale();
        continue;
      }
      if (run.progress() > reached) attempt = 0;
      reached = run.progress();
      const wait = apiRetryDelay(isUnexplained(error) && attempt < UNEXPLAINED_MAX ? unreachable() : error, attempt);
      if (wait === null) throw error;
      run.onPause(pauseReason(error));
      await run.pause(wait);
      run.signal.throwIfAborted();
    }
  }
}

/** Neither a refusal nor a lost connection, such as a truncated reply or a proxy's page in place of the server's. */
const isUnexplained = (error: unknown): boolean => !(error instanceof ApiError) || error.code === "internal";

/** The reason for a pause, in words for the sender, who need not do anything. */
function pauseReason(error: unknown): string {
  const isReached = error instanceof ApiError && error.code !== "network" && !isUnexplained(error);
  return isReached ? reasonOf(error) : "Waiting for connection";
}
