import "server-only";
import { getConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { networkOf } from "../http/network.ts";
import { log } from "../log.ts";
import { getRuntime } from "../runtime.ts";
import { memoryFailures } from "./login-failures-memory.ts";
import { sharedFailures } from "./login-failures-shared.ts";

/**
 * Limits failed log-ins per account from one address, and per address; never per account alone, because that would let
 * a stranger lock the owner out (docs/security.md A4). The counts are in memory where the process is alone, and a restart
 * forgets them; else they are in the database.
 */
export function loginThrottle(accountKey: string, address: string) {
  const { limits } = getConfig();
  const failures = getRuntime().isAlone ? memoryFailures : sharedFailures;
  const network = networkOf(address);
  const account = `account:${network}:${accountKey}`;
  const all = `address:${network}`;
  let beginsBlock = false;
  const refuse = async (): Promise<void> => {
    const waitMs = await failures.waitMs([account, all]);
    if (waitMs > 0) throw tooMany(waitMs);
  };
  return {
    /** Throws `rate_limited` while the account or the address is blocked. */
    check: refuse,
    /**
     * Counts an attempt as failed before it is made, so that of many at once, in whatever processes, no more are made
     * than the limit allows. Throws as `check`.
     */
    attempt: async () => {
      const counted = await failures.count(account, limits.loginPerAccount, all);
      if (counted === "blocked") {
        await refuse();
        throw tooMany(1000);
      }
      beginsBlock = counted === "begins";
    },
    /** The attempt has failed. */
    failed: async () => {
      if (beginsBlock) log.warn("log-ins blocked", { address, of: "one account" });
      if ((await failures.count(all, limits.loginPerAddress, all)) === "begins")
        log.warn("log-ins blocked", { address, of: "all" });
    },
    /** The attempt was none: the password was right. */
    succeeded: () => failures.forget(account),
  };
}

function tooMany(waitMs: number): AppError {
  const seconds = Math.ceil(waitMs / 1000);
  return new AppError("rate_limited", `Too many failed attempts. Try again in ${waitInWords(seconds)}.`, {
    retryAfterSeconds: seconds,
  });
}

function waitInWords(seconds: number): string {
  if (seconds < 60) return seconds === 1 ? "1 second" : `${seconds} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes === 1 ? "1 minute" : `${minutes} minutes`;
}
