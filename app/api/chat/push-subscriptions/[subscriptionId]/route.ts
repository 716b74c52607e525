import { pushSubscriptionParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { deletePushSubscription } from "@/lib/push/commands";

export const DELETE = route({ params: pushSubscriptionParams }, ({ viewer, params }) =>
  deletePushSubscription(viewer, params.subscriptionId),
);
