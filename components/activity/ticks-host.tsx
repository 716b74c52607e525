"use client";

import { useEffect } from "react";
import { useViewer } from "@/components/chats/chat-list-provider";
import { useOnReconnect } from "@/components/realtime/use-channel";
import { toast } from "@/components/ui/toast";
import { doneQueue, lastAnswered } from "@/lib/activity/browser/done-queue";
import { heardCounts } from "./activity-counts";
import { problemOf } from "./fetch-activity";
import { refusedTicks } from "./refused-ticks";

/** Sends what was ticked off in Activity and not sent, in whatever page, now and when the connection is back. Draws nothing. */
export function TicksHost() {
  const { id } = useViewer();
  useEffect(() => {
    doneQueue.onRefused = (error) => {
      refusedTicks.set(error);
      if (document.visibilityState === "visible")
        toast.error("That could not be marked as read", { description: problemOf(error) });
    };
    const stop = lastAnswered.subscribe(() => heardCounts.set(lastAnswered.get()?.read.counts ?? heardCounts.get()));
    doneQueue.resume(id);
    return stop;
  }, [id]);
  useOnReconnect(() => doneQueue.wake());
  return null;
}
