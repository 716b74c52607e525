import "server-only";
import { getConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { dropExpired } from "../expiry.ts";
import { log } from "../log.ts";
import type { LimitName } from "../rate-limit-settings.ts";
import { singleton } from "../singleton.ts";
import { networkOf } from "./network.ts";

type Window = { count: number; endsAt: number };

const WINDOWS_MAX = 100_000;
const SWEEP_MS = 60_000;

/**
 * Counts one request of `who` (a user's id, or an address, which stands for its network) against a limit, in fixed
 * windows. Throws `rate_limited` with the seconds until the window ends. The counts are in memory, per process.
 */
export function enforceLimit(name: LimitName, who: string): void {
  const { count, seconds } = getConfig().limits[name];
  const windows = singleton("http.rate-limits", startWindows);
  const key = `${name}:${networkOf(who)}`;
  const now = Date.now();
  let window = windows.get(key);
  if (!window || window.endsAt <= now) {
    window = { count: 0, endsAt: now + seconds * 1000 };
    windows.delete(key);
    windows.set(key, window);
    if (windows.size > WINDOWS_MAX) makeRoom(windows, now);
  }
  window.count += 1;
  if (window.count <= count) return;
  if (window.count === count + 1) log.warn("rate limit reached", { limit: name, who });
  const retryAfterSeconds = Math.max(1, Math.ceil((window.endsAt - now) / 1000));
  throw new AppError("rate_limited", `That was too fast. Try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
}

/** As `enforceLimit`, for a page that shows less instead of refusing. */
export function isWithinLimit(name: LimitName, who: string): boolean {
  try {
    enforceLimit(name, who);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "rate_limited") return false;
    throw error;
  }
}

function startWindows(): Map<string, Window> {
  const windows = new Map<string, Window>();
  setInterval(() => dropExpired(windows), SWEEP_MS).unref();
  return windows;
}

/**
 * Removes the windows that have ended and, if needed, the oldest others. quick-lru, which the other caches use, would
 * not do: it drops the least recently used entries, so a flood of requests could remove somebody's window of an hour
 * that still counts, while ended windows stay.
 */
function makeRoom(windows: Map<string, Window>, now: number): void {
  dropExpired(windows, now);
  for (const key of windows.keys()) {
    if (windows.size <= WINDOWS_MAX) return;
    windows.delete(key);
  }
}
