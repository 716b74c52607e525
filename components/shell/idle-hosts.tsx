"use client";

import { useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { ForwardHost } from "./forward-host";
import { ProfileHost } from "./profile-host";
import { SavedHost } from "./saved-host";

const TicksHost = onDemand(() => import("@/components/activity/ticks-host").then((module) => module.TicksHost), {
  isRare: true,
  fallback: null,
});

/** What draws over every page when it is called for, and that no page needs at once. */
export function IdleHosts() {
  const [hasTicks] = useState(hasUnsentTicks);
  return (
    <>
      <ProfileHost />
      <ForwardHost />
      <SavedHost />
      {hasTicks && <TicksHost />}
    </>
  );
}

/** Whether an earlier page has left what was ticked off in Activity without a network (lib/activity/browser/done-queue). */
function hasUnsentTicks(): boolean {
  try {
    return Object.keys(localStorage).some((key) => key.startsWith("parley:activity:"));
  } catch {
    return false;
  }
}
