import { countActivity } from "@/lib/activity/queries";
import { route } from "@/lib/http/route";

export const GET = route({}, async ({ viewer }) => ({ counts: await countActivity(viewer) }));
