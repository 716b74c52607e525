import { pushSubscriptionParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { testPushSubscription } from "@/lib/push/commands";

/** Sends a notification to one of the viewer's devices, and says what came of it. */
export const POST = route({ params: pushSubscriptionParams, limit: "push" }, ({ viewer, params }) =>
  testPushSubscription(viewer, params.subscriptionId),
);
