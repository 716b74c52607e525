import "server-only";
import { statement } from "../db/doors.ts";
import type { PushTarget } from "./find-devices.ts";
import type { PushOutcome } from "./send.ts";

/**
 * Notes what came of a notification. The subscription goes only when the push service says that it is gone: whatever else is wrong
 * may pass. What a browser has subscribed anew meanwhile stays.
 */
export async function recordOutcome({ id, endpoint }: PushTarget, outcome: PushOutcome): Promise<void> {
  if (outcome.type === "gone")
    await statement.run`DELETE FROM "PushSubscription" WHERE "id" = ${id} AND "endpoint" = ${endpoint}`;
  else if (outcome.type === "delivered")
    await statement.run`
      UPDATE "PushSubscription" SET "lastDeliveryAt" = ${new Date()}, "lastError" = NULL, "failures" = 0
      WHERE "id" = ${id} AND "endpoint" = ${endpoint}`;
  else
    await statement.run`
      UPDATE "PushSubscription" SET "lastError" = ${outcome.error}, "failures" = "failures" + 1
      WHERE "id" = ${id} AND "endpoint" = ${endpoint}`;
}
