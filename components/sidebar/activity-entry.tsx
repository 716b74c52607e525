import { ActivityRow } from "@/components/activity/activity-row";
import { onDemand } from "@/components/ui/on-demand";

/** The way to Activity. It leads there from the start; that its number follows what happens comes in the idle moment. */
export const ActivityEntry = onDemand(() => import("./loaded").then((module) => module.ActivityLink), {
  waitsForIdle: true,
  fallback: ({ initial }) => <ActivityRow counts={initial} />,
});
