import "server-only";
import type { Prisma } from "../../prisma/generated/client.ts";
import { currentSessions } from "../auth/session-ends.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db } from "../db/doors.ts";
import { type PushDevice, REFUSALS_MAX } from "./schema.ts";

export const deviceSelect = {
  id: true,
  sessionId: true,
  hidesContent: true,
  createdAt: true,
  lastDeliveryAt: true,
  lastError: true,
  failures: true,
  session: { select: { userAgent: true } },
} satisfies Prisma.PushSubscriptionSelect;

type DeviceRow = Prisma.PushSubscriptionGetPayload<{ select: typeof deviceSelect }>;

/** Lists the devices on which the viewer has turned on notifications, the newest first. */
export async function listPushDevices(viewer: Viewer): Promise<PushDevice[]> {
  const where = { userId: viewer.id, session: currentSessions() };
  const rows = await db().pushSubscription.findMany({ where, select: deviceSelect, orderBy: { createdAt: "desc" } });
  return rows.map((row) => toDevice(viewer, row));
}

/** Turns a row into a device as its person may see it. The address and the keys never leave lib. */
export function toDevice(viewer: Viewer, { sessionId, session, ...row }: DeviceRow): PushDevice {
  return {
    id: row.id,
    userAgent: session.userAgent,
    hidesContent: row.hidesContent,
    createdAt: row.createdAt.toISOString(),
    lastDeliveryAt: row.lastDeliveryAt?.toISOString() ?? null,
    lastError: row.lastError,
    isPaused: row.failures >= REFUSALS_MAX,
    current: sessionId === viewer.sessionId,
  };
}
