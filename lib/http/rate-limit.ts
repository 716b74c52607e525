import "server-only";
import { getConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { dropExpired } from "../expiry.ts";
import type { LimitName } from "../limits.ts";
import { log } from "../log.ts";
import { singleton } from "../singleton.ts";
import { networkOf } from "./network.ts";

type Window = { count: number; endsAt: number };

const WINDOWS_MAX = 100_000;
const SWEEP_MS = 60_000;

/**
 * Counts one request of `who` (a user's id or an address, which stands for its network) against the limit, in windows of its length. Throws
 * `rate_limited` with the seconds until the window ends. Kept in memory, per process.
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

function startWindows(): Map<string, Window> {
  const windows = new Map<string, Window>();
  setInterval(() => dropExpired(windows), SWEEP_MS).unref();
  return windows;
}

/**
 * Forgets the windows that have ended, and of the others the oldest. The map of the other caches (quick-lru) would not
 * do: it drops what was used least lately, so a flood of requests could push out somebody's window of an hour, which
 * still counts, while windows that have ended stay.
 */
function makeRoom(windows: Map<string, Window>, now: number): void {
  dropExpired(windows, now);
  for (const key of windows.keys()) {
    if (windows.size <= WINDOWS_MAX) return;
    windows.delete(key);
  }
}
