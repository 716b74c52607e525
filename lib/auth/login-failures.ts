import type { Limit } from "../rate-limit-settings.ts";

/** Each block lasts twice as long as the one before, up to this time, after which the blocks before are forgotten. */
export const WAIT_MAX_MS = 60 * 60 * 1000;

/** Where failed log-ins are counted, by keys that name an account at an address, or an address. */
export type LoginFailures = {
  /** Returns the longest of the keys' waits; 0 or less when none is blocked. */
  waitMs(keys: readonly string[]): Promise<number>;
  /**
   * Counts one failure of `key`, unless `key` or `other` is blocked. Resolves to whether it was counted, and whether it
   * begins a block.
   */
  count(key: string, limit: Limit, other: string): Promise<"blocked" | "counted" | "begins">;
  forget(key: string): Promise<void>;
};
