"use client";

import { useEffect, useReducer } from "react";
import { useChatActions, useChats } from "@/components/chats/chat-list-provider";
import { useOnReconnect } from "@/components/realtime/use-channel";
import { errorMessageOf } from "@/components/ui/form-errors";
import { toast } from "@/components/ui/toast";
import { listenToSettings, settingsQueue, waitingSettings } from "@/lib/members/browser/settings-queue";
import { MUTED_FOR_EVER } from "@/lib/rooms/member-settings";

/** Browsers end a timer of more than 24 days at once. */
const TIMER_MAX_MS = 24 * 3_600_000;

/** Shows in the list what the viewer has set in rooms, sends it, and ends the mutes whose time is over. */
export function useSettingsQueue(viewerId: string): void {
  const { showSettings, storeRoom, refetch } = useChatActions();
  useEffect(() => {
    const show = () => showSettings(waitingSettings());
    const stop = listenToSettings({ onWaiting: show, onReply: storeRoom });
    settingsQueue.onRefused = (error) => {
      // The list still shows what was wanted.
      refetch("all");
      if (document.visibilityState === "visible") toast.error(errorMessageOf(error));
    };
    settingsQueue.resume(viewerId);
    show();
    return stop;
  }, [viewerId, showSettings, storeRoom, refetch]);
  useOnReconnect(() => settingsQueue.wake());

  const ends = useChats().map(({ settings }) => settings.mutedUntil ?? MUTED_FOR_EVER);
  const [next = MUTED_FOR_EVER] = ends.sort();
  const [checks, check] = useReducer((count: number) => count + 1, 0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a check that comes before the end needs another timer.
  useEffect(() => {
    if (next === MUTED_FOR_EVER) return;
    const wait = Date.parse(next) - Date.now() + 1;
    const timer = setTimeout(
      () => {
        showSettings(waitingSettings());
        check();
      },
      Math.min(Math.max(wait, 0), TIMER_MAX_MS),
    );
    return () => clearTimeout(timer);
  }, [next, checks, showSettings]);
}
