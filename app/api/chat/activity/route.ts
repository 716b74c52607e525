import { activityQuerySchema } from "@/lib/activity/input-schema";
import { listActivity } from "@/lib/activity/queries";
import { route } from "@/lib/http/route";

export const GET = route({ query: activityQuerySchema }, ({ viewer, query }) => listActivity(viewer, query));
