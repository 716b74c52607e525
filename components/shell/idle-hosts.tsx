"use client";

import { useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { hasKeptWishes } from "@/lib/browser/kept-wishes";
import { ForwardHost } from "./forward-host";
import { ProfileHost } from "./profile-host";
import { SavedHost } from "./saved-host";

const TicksHost = onDemand(() => import("@/components/activity/ticks-host").then((module) => module.TicksHost), {
  isRare: true,
  fallback: null,
});

/** What draws over every page when it is called for, and that no page needs at once. */
export function IdleHosts() {
  const [hasTicks] = useState(() => hasKeptWishes("activity"));
  return (
    <>
      <ProfileHost />
      <ForwardHost />
      <SavedHost />
      {hasTicks && <TicksHost />}
    </>
  );
}
