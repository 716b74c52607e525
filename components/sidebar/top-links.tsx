"use client";

import { ActivityLink } from "@/components/activity/activity-link";
import { SavedLink } from "@/components/saved/saved-link";
import type { ActivityCounts } from "@/lib/activity/schema";

/** The ways above the chat list to what concerns the viewer, and to what they have saved. */
export function TopLinks({ activity }: { activity: ActivityCounts }) {
  return (
    <>
      <ActivityLink initial={activity} />
      <SavedLink />
    </>
  );
}
