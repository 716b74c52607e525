import "server-only";
import QuickLRU from "quick-lru";
import type { Limit } from "../rate-limit-settings.ts";
import { singleton } from "../singleton.ts";
import { type LoginFailures, WAIT_MAX_MS } from "./login-failures.ts";

/**
 * At least this many entries are kept, and at most twice as many, so that a flood of names does not fill the memory.
 * The entries not used for longest are dropped first, so whoever goes on failing stays blocked.
 */
const ENTRIES_SIZE = 50_000;

type Entry = { failures: number; since: number; blocks: number; blockedUntil: number };

/** The failures of a process that is alone. */
export const memoryFailures: LoginFailures = {
  waitMs: async (keys) => Math.max(...keys.map(waitOf)),
  count: async (key, limit, other) => (Math.max(waitOf(key), waitOf(other)) > 0 ? "blocked" : count(key, limit)),
  forget: async (key) => void entries().delete(key),
};

function entries(): Map<string, Entry> {
  return singleton("auth.throttle", () => new QuickLRU<string, Entry>({ maxSize: ENTRIES_SIZE }));
}

function waitOf(key: string): number {
  return (entries().get(key)?.blockedUntil ?? 0) - Date.now();
}

function count(key: string, limit: Limit): "counted" | "begins" {
  const now = Date.now();
  const map = entries();
  const entry = map.get(key) ?? { failures: 0, since: now, blocks: 0, blockedUntil: 0 };
  if (now - entry.since > limit.seconds * 1000) Object.assign(entry, { failures: 0, since: now });
  if (now - entry.blockedUntil > WAIT_MAX_MS) entry.blocks = 0;
  entry.failures += 1;
  const begins = entry.failures >= limit.count;
  if (begins) {
    entry.blockedUntil = now + Math.min(limit.seconds * 1000 * 2 ** entry.blocks, WAIT_MAX_MS);
    entry.blocks += 1;
    entry.failures = 0;
    entry.since = now;
  }
  map.set(key, entry);
  return begins ? "begins" : "counted";
}
