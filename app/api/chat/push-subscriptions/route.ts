import { getConfig } from "@/lib/config";
import { route } from "@/lib/http/route";
import { ownOrigin } from "@/lib/http/same-origin";
import { savePushSubscription } from "@/lib/push/commands";
import { getVapidKeys } from "@/lib/push/keys";
import { listPushDevices } from "@/lib/push/queries";
import { pushSubscriptionInputSchema } from "@/lib/push/schema";

export const GET = route({}, async ({ viewer }) => ({
  publicKey: getVapidKeys().publicKey,
  sessionId: viewer.sessionId,
  devices: await listPushDevices(viewer),
}));

/** Turns on notifications for the browser that sends the request. */
export const PUT = route({ body: pushSubscriptionInputSchema, limit: "push" }, async ({ viewer, body, request }) => ({
  sessionId: viewer.sessionId,
  device: await savePushSubscription(viewer, body, getConfig().appUrl?.origin ?? ownOrigin(request.headers)),
}));
