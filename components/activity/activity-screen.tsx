"use client";

import { useEffect, useRef } from "react";
import { ScreenHeader } from "@/components/room/screen-header";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import type { ActivityEntry } from "@/lib/activity/schema";
import { LoadingEntries, NothingNew } from "./activity-states";
import { EntryList } from "./entry-list";
import { TicksHost } from "./ticks-host";
import { type FirstActivity, useActivity } from "./use-activity";
import { newestUnread, useActivityKeys } from "./use-activity-keys";

/** The page of what concerns the viewer: by conversation, the newest first, ticked off one by one or all together. */
export function ActivityScreen({ first }: { first: FirstActivity }) {
  const list = useRef<HTMLDivElement>(null);
  const activity = useActivity(first);
  const { entries, unreadOnly, problem, undo } = activity;
  const unread = (entries ?? []).filter(activity.isNew).length;
  const done = (entry: ActivityEntry) => activity.markDone([entry]);
  useActivityKeys({
    list,
    onDone: (messageId) =>
      activity.markDone((entries ?? []).filter((one) => one.messageId === messageId && one.unread)),
    onDoneAll: activity.markAll,
  });
  // Enter opens the newest that is unread, without a further key.
  useEffect(() => newestUnread(list.current)?.focus({ preventScroll: true }), []);

  function filter() {
    const wanted = !unreadOnly;
    history.replaceState(null, "", wanted ? "/activity?unread=true" : "/activity");
    void activity.load(wanted);
  }

  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <TicksHost />
      <ScreenHeader>
        <h1 className="min-w-0 flex-1 truncate text-[0.9375rem] font-semibold">Activity</h1>
        <Button
          variant="ghost"
          size="sm"
          aria-pressed={unreadOnly}
          onClick={filter}
          className="text-muted-foreground aria-pressed:bg-selected aria-pressed:text-selected-foreground"
        >
          Unread
        </Button>
        <Button variant="outline" size="sm" disabled={unread === 0} onClick={activity.markAll}>
          Mark all as read
        </Button>
      </ScreenHeader>
      <div role="status" className="shrink-0">
        {undo && (
          <p className="flex items-center gap-3 border-b bg-muted px-4 py-1.5 text-meta md:px-5">
            <span className="flex-1">{undo.isAll ? "All marked as read." : "Marked as read."}</span>
            <Button variant="link" size="sm" onClick={() => activity.takeBack(undo)}>
              Undo
            </Button>
          </p>
        )}
      </div>
      <div ref={list} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        <div className="w-full max-w-4xl px-1 pt-1 pb-[max(2rem,env(safe-area-inset-bottom))] sm:px-2">
          {problem !== null && (
            <ErrorState
              title="Activity could not be loaded"
              description={problem}
              onRetry={() => void activity.load(unreadOnly)}
            />
          )}
          {entries === null && problem === null && <LoadingEntries />}
          {entries?.length === 0 && activity.next === null && <NothingNew />}
          {entries && (
            <EntryList {...activity} entries={entries} onDone={done} onMore={() => void activity.loadMore()} />
          )}
        </div>
      </div>
    </div>
  );
}
