"use client";

import { useEffect } from "react";
import { useOnReconnect } from "@/components/realtime/use-channel";
import { errorMessageOf } from "@/components/ui/form-errors";
import { toast } from "@/components/ui/toast";
import { ApiError } from "@/lib/browser/api";
import { forgetCustomUses } from "@/lib/reactions/browser/frequent";
import { reactionQueue } from "@/lib/reactions/browser/reaction-queue";

/** Sends the reactions that an earlier page left, and the waiting ones when the connection is back. Draws nothing. */
export function ReactionsHost({ viewerId }: { viewerId: string }) {
  useEffect(() => {
    // All tabs hear it, and those that are looked at say it.
    reactionQueue.onRefused = (error) => {
      if (error instanceof ApiError && error.code === "invalid") forgetCustomUses(viewerId);
      if (document.visibilityState === "visible") toast.error(errorMessageOf(error));
    };
    reactionQueue.resume(viewerId);
  }, [viewerId]);
  useOnReconnect(() => reactionQueue.wake());
  return null;
}
