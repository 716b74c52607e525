import "server-only";
import { getConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { dropExpired } from "../expiry.ts";
import { log } from "../log.ts";
import type { LimitName } from "../rate-limit-settings.ts";
import { getRuntime } from "../runtime.ts";
import { singleton } from "../singleton.ts";
import { networkOf } from "./network.ts";
import { countShared } from "./shared-windows.ts";

type Window = { count: number; endsAt: number };

const WINDOWS_MAX = 100_000;
const SWEEP_MS = 60_000;

/**
 * The limits that each process counts for itself, because they protect the process and a statement for each request would
 * cost more than what it guards. All others hold for all processes together.
 */
const PER_PROCESS: readonly LimitName[] = ["request", "search"];

/**
 * Counts one request of `who` (a user's id, or an address, which stands for its network) against a limit, in fixed
 * windows. Throws `rate_limited` with the seconds until the window ends. Where the process is alone the counts are in its
 * memory; else those that stop attackers and floods are in the database (decision 046), and it throws `unavailable` when
 * that does not answer.
 */
export async function enforceLimit(name: LimitName, who: string): Promise<void> {
  const { count, seconds } = getConfig().limits[name];
  const key = `${name}:${networkOf(who)}`;
  const isLocal = PER_PROCESS.includes(name) || getRuntime().isAlone;
  const window = isLocal ? countHere(key, seconds * 1000) : await countForAll(key, seconds * 1000, count);
  if (window.count <= count) return;
  if (window.count === count + 1) log.warn("rate limit reached", { limit: name, who });
  const retryAfterSeconds = Math.max(1, Math.ceil((window.endsAt - Date.now()) / 1000));
  throw new AppError("rate_limited", `That was too fast. Try again in ${retryAfterSeconds} s.`, { retryAfterSeconds });
}

function countHere(key: string, windowMs: number): Window {
  const windows = allWindows();
  const now = Date.now();
  let window = windows.get(key);
  if (!window || window.endsAt <= now) {
    window = { count: 0, endsAt: now + windowMs };
    keep(key, window);
  }
  window.count += 1;
  return window;
}

/** A window that is full is remembered here until it ends, so that a flood costs the database nothing. */
async function countForAll(key: string, windowMs: number, limit: number): Promise<Window> {
  const full = allWindows().get(key);
  if (full && full.endsAt > Date.now()) return full;
  const { count, leftMs } = await countShared(key, windowMs);
  const window = { count, endsAt: Date.now() + leftMs };
  if (count > limit) keep(key, { ...window, count: count + 1 });
  return window;
}

/** As `enforceLimit`, for a page that shows less instead of refusing. */
export async function isWithinLimit(name: LimitName, who: string): Promise<boolean> {
  try {
    await enforceLimit(name, who);
    return true;
  } catch (error) {
    if (error instanceof AppError && error.code === "rate_limited") return false;
    throw error;
  }
}

function allWindows(): Map<string, Window> {
  return singleton("http.rate-limits", startWindows);
}

function keep(key: string, window: Window): void {
  const windows = allWindows();
  // A key that is there already would keep its old place in the order by age.
  windows.delete(key);
  windows.set(key, window);
  if (windows.size > WINDOWS_MAX) makeRoom(windows);
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
function makeRoom(windows: Map<string, Window>): void {
  dropExpired(windows);
  for (const key of windows.keys()) {
    if (windows.size <= WINDOWS_MAX) return;
    windows.delete(key);
  }
}
