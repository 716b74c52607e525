import "server-only";
import { ECDH } from "node:crypto";
import { currentSessions } from "../auth/session-ends.ts";
import type { Viewer } from "../auth/viewer-type.ts";
import { db, write } from "../db/doors.ts";
import { AppError, invalidField, notFound } from "../errors.ts";
import { createId } from "../ids.ts";
import { OutsideRefusal } from "../outside/refusal.ts";
import { requirePublicUrl } from "../outside/require-public-url.ts";
import { CURVE } from "./encrypt.ts";
import { testPayload } from "./payload.ts";
import { deviceSelect, toDevice } from "./queries.ts";
import { recordOutcome } from "./record-outcome.ts";
import { DEVICES_MAX, type PushDevice, type PushSubscriptionInput, type PushTest } from "./schema.ts";
import { sendPush } from "./send.ts";

const TOO_MANY = new AppError("conflict", `At most ${DEVICES_MAX} devices are notified. Turn another one off first.`);

/**
 * Turns on notifications for the browser of this session, at `origin`; repeated it renews what the browser says of itself. An
 * address that another session had is this one's from now on, since a browser has one for all who use it. Throws `invalid` for what no
 * browser says, and `conflict` with DEVICES_MAX.
 */
export async function savePushSubscription(
  viewer: Viewer,
  { endpoint, keys, hidesContent }: PushSubscriptionInput,
  origin: string,
): Promise<PushDevice> {
  requireEndpoint(endpoint);
  requirePoint(keys.p256dh);
  const { id: userId, sessionId } = viewer;
  const row = await write(async (tx) => {
    if ((await tx.session.count({ where: { id: sessionId, userId } })) === 0)
      throw new AppError("unauthorized", "Log in first.");
    await tx.pushSubscription.deleteMany({ where: { endpoint, NOT: { sessionId } } });
    const has = await tx.pushSubscription.findUnique({ where: { sessionId }, select: { endpoint: true } });
    if (!has && (await tx.pushSubscription.count({ where: { userId, session: currentSessions() } })) >= DEVICES_MAX)
      throw TOO_MANY;
    const told = { endpoint, ...keys, origin, ...(hidesContent !== undefined && { hidesContent }) };
    const isOther = has?.endpoint !== endpoint;
    return tx.pushSubscription.upsert({
      where: { sessionId },
      create: { id: createId(), userId, sessionId, ...told },
      update: { ...told, failures: 0, ...(isOther && { lastError: null }) },
      select: deviceSelect,
    });
  });
  return toDevice(viewer, row);
}

/** Turns off notifications on one of the viewer's devices. Throws `not_found` for somebody else's. */
export async function deletePushSubscription({ id: userId }: Viewer, id: string): Promise<void> {
  const { count } = await write((tx) => tx.pushSubscription.deleteMany({ where: { id, userId } }));
  if (count === 0) throw notFound("device");
}

/** Sends a notification to one of the viewer's devices, and resolves to what came of it. Throws `not_found` for somebody else's. */
export async function testPushSubscription({ id: userId }: Viewer, id: string): Promise<PushTest> {
  const target = await db().pushSubscription.findFirst({ where: { id, userId } });
  if (!target) throw notFound("device");
  const outcome = await sendPush(target, testPayload(target.origin));
  // A test is noted whenever it is taken, because somebody looks.
  await recordOutcome({ ...target, lastDeliveryAt: null }, outcome);
  if (outcome.type === "gone") return { error: "The browser has ended the subscription.", isGone: true };
  return { error: outcome.type === "delivered" ? null : outcome.error, isGone: false };
}

function requireEndpoint(endpoint: string): void {
  try {
    requirePublicUrl(new URL(endpoint));
  } catch (error) {
    if (error instanceof OutsideRefusal) throw invalidField("endpoint", error.message);
    throw error;
  }
}

function requirePoint(p256dh: string): void {
  try {
    ECDH.convertKey(p256dh, CURVE, "base64url", "base64url", "compressed");
  } catch {
    throw invalidField("keys", "That is no key.");
  }
}
