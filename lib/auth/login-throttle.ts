import "server-only";
import QuickLRU from "quick-lru";
import { getConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { networkOf } from "../http/network.ts";
import { log } from "../log.ts";
import type { Limit } from "../rate-limit-settings.ts";
import { singleton } from "../singleton.ts";

/** Each block lasts twice as long as the one before, up to this time. */
const WAIT_MAX_MS = 60 * 60 * 1000;
/**
 * At least this many entries are kept, and at most twice as many, so that a flood of names does not fill the memory.
 * The entries not used for longest are dropped first, so whoever goes on failing stays blocked.
 */
const ENTRIES_SIZE = 50_000;

type Entry = { failures: number; since: number; blocks: number; blockedUntil: number };

/**
 * Limits failed log-ins per account from one address, and per address; never per account alone, because that would let
 * a stranger lock the owner out (docs/security.md A4). The counts are in memory, and a restart forgets them.
 */
export function loginThrottle(accountKey: string, address: string) {
  const { limits } = getConfig();
  const network = networkOf(address);
  const guarded: [string, Limit][] = [
    [`account:${network}:${accountKey}`, limits.loginPerAccount],
    [`address:${network}`, limits.loginPerAddress],
  ];
  return {
    /** Throws `rate_limited` while the account or the address is blocked. */
    check: () => {
      for (const [key] of guarded) refuseBlocked(key);
    },
    failed: () => {
      for (const [key, limit] of guarded)
        if (count(key, limit))
          log.warn("log-ins blocked", { address, of: key.startsWith("account:") ? "one account" : "all" });
    },
    succeeded: () => {
      entries().delete(guarded[0]?.[0] ?? "");
    },
  };
}

function entries(): Map<string, Entry> {
  return singleton("auth.throttle", () => new QuickLRU<string, Entry>({ maxSize: ENTRIES_SIZE }));
}

function refuseBlocked(key: string): void {
  const waitMs = (entries().get(key)?.blockedUntil ?? 0) - Date.now();
  if (waitMs <= 0) return;
  const seconds = Math.ceil(waitMs / 1000);
  throw new AppError("rate_limited", `Too many failed attempts. Try again in ${waitInWords(seconds)}.`, {
    retryAfterSeconds: seconds,
  });
}

/** Counts one failure. Returns true when it begins a block. */
function count(key: string, limit: Limit): boolean {
  const now = Date.now();
  const map = entries();
  const entry = map.get(key) ?? { failures: 0, since: now, blocks: 0, blockedUntil: 0 };
  if (now - entry.since > limit.seconds * 1000) Object.assign(entry, { failures: 0, since: now });
  if (now - entry.blockedUntil > WAIT_MAX_MS) entry.blocks = 0;
  entry.failures += 1;
  const blocks = entry.failures >= limit.count;
  if (blocks) {
    entry.blockedUntil = now + Math.min(limit.seconds * 1000 * 2 ** entry.blocks, WAIT_MAX_MS);
    entry.blocks += 1;
    entry.failures = 0;
    entry.since = now;
  }
  map.set(key, entry);
  return blocks;
}

function waitInWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
