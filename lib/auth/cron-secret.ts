import "server-only";
import { createHash, timingSafeEqual } from "node:crypto";
import { getConfig } from "../config.ts";
import { AppError } from "../errors.ts";

/**
 * Refuses a request that does not carry CRON_SECRET as its bearer token. Throws `not_found` where there is no such
 * secret, and `unauthorized`.
 */
export function requireCronSecret(authorization: string | null): void {
  const { cronSecret } = getConfig();
  if (!cronSecret) throw new AppError("not_found", "There is nothing at this address.");
  // Hashes have one length, so the time of the comparison tells nothing, not even the length of the secret.
  if (!timingSafeEqual(hash(authorization ?? ""), hash(`Bearer ${cronSecret}`)))
    throw new AppError("unauthorized", "This address is for the one who holds CRON_SECRET.");
}

function hash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}
