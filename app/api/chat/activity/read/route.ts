import { markActivity } from "@/lib/activity/commands";
import { activityReadInputSchema } from "@/lib/activity/input-schema";
import { route } from "@/lib/http/route";

export const POST = route({ body: activityReadInputSchema }, ({ viewer, body }) => markActivity(viewer, body));
