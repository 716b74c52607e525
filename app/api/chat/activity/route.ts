import { listActivity } from "@/lib/activity/queries";
import { activityQuerySchema } from "@/lib/activity/schema";
import { route } from "@/lib/http/route";

export const GET = route({ query: activityQuerySchema }, ({ viewer, query }) => listActivity(viewer, query));
