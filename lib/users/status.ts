import type { Status } from "./schema.ts";

const NONE: Status = { statusText: "", statusEmoji: "", statusUntil: null };

/** Returns the status as it is at a moment: an empty one after its end. */
export function currentStatus({ statusText, statusEmoji, statusUntil }: Status, now = Date.now()): Status {
  if (statusUntil !== null && Date.parse(statusUntil) <= now) return NONE;
  return { statusText, statusEmoji, statusUntil };
}
