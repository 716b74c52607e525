import "server-only";
import { statement } from "../db/doors.ts";
import type { PushTarget } from "./find-devices.ts";
import type { PushOutcome } from "./send.ts";

/** A delivery is noted again after this time only: a message to thousands would write a row for each. */
const NOTED_MS = 60 * 60_000;

/**
 * Notes what came of a notification. The subscription goes only when the push service says that it is gone: whatever else is wrong
 * may pass. What a browser has subscribed anew meanwhile stays.
 */
export async function recordOutcome(target: PushTarget, outcome: PushOutcome): Promise<void> {
  const { id, endpoint } = target;
  if (outcome.type === "gone")
    await statement.run`DELETE FROM "PushSubscription" WHERE "id" = ${id} AND "endpoint" = ${endpoint}`;
  else if (outcome.type !== "delivered")
    await statement.run`
      UPDATE "PushSubscription" SET "lastError" = ${outcome.error}, "failures" = "failures" + ${outcome.type === "refused" ? 1 : 0}
      WHERE "id" = ${id} AND "endpoint" = ${endpoint}`;
  else if (!isNoted(target))
    await statement.run`
      UPDATE "PushSubscription" SET "lastDeliveryAt" = ${new Date()}, "lastError" = NULL, "failures" = 0
      WHERE "id" = ${id} AND "endpoint" = ${endpoint}`;
}

function isNoted({ lastError, lastDeliveryAt }: PushTarget): boolean {
  return lastError === null && lastDeliveryAt !== null && Date.now() - lastDeliveryAt.getTime() < NOTED_MS;
}
