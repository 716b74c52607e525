"use client";

import { Bookmark } from "lucide-react";
import { useEffect, useRef } from "react";
import { LoadingEntries } from "@/components/activity/activity-states";
import { MoreEntries } from "@/components/activity/more-entries";
import { useActivityKeys } from "@/components/activity/use-activity-keys";
import { useViewer } from "@/components/chats/chat-list-provider";
import { savedDeed } from "@/components/messages/saved/saved-deed";
import { ScreenHeader } from "@/components/room/screen-header";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { isKey } from "@/components/ui/keyboard";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { toast } from "@/components/ui/toast";
import { timeIn, wishSaved } from "@/lib/saved/browser/saved-queue";
import type { SavedWish } from "@/lib/saved/browser/saved-state";
import type { SavedEntry } from "@/lib/saved/schema";
import { resumeSaved } from "./do-saved";
import { focusNext } from "./focus-next";
import { SavedRow } from "./saved-row";
import type { SavedTab } from "./shown-entries";
import { type FirstSaved, useSaved } from "./use-saved";

const NOTHING: Record<SavedTab, { title: string; description: string }> = {
  todo: { title: "Nothing to do", description: "Save a message from its menu, and it waits for you here." },
  done: { title: "Nothing is done yet", description: "What you mark as done is kept here." },
};

/** The page of what the viewer has saved: to do and done, each with what one can do about it. */
export function SavedScreen({ first }: { first: FirstSaved }) {
  const list = useRef<HTMLDivElement>(null);
  const viewerId = useViewer().id;
  const saved = useSaved(first);
  const { entries, tab, problem } = saved;
  const entryOf = (messageId: string | undefined) => entries?.find((one) => one.messageId === messageId);

  function change({ messageId }: SavedEntry, wish: SavedWish, words: string, back: SavedWish): void {
    focusNext(list.current, messageId);
    wishSaved(viewerId, messageId, wish);
    toast.success(words, { action: { label: "Undo", onClick: () => wishSaved(viewerId, messageId, back) } });
  }
  const onDone = (entry: SavedEntry) => {
    if (entry.doneAt) change(entry, "todo", "To do again.", "done");
    else change(entry, "done", "Marked as done.", asWas(entry));
  };
  const onRemind = ({ messageId, remindAt, remindedAt }: SavedEntry) =>
    savedDeed.set({ deed: "remind", messageId, remindAt: remindedAt ? null : remindAt });
  const onRemove = (entry: SavedEntry) => change(entry, "off", "Removed from saved.", asWas(entry));

  useActivityKeys({
    list,
    onDone: (messageId) => {
      const entry = entryOf(messageId);
      if (entry) onDone(entry);
    },
    onDoneAll: () => {},
  });
  useEffect(() => resumeSaved(viewerId), [viewerId]);
  // Enter opens the first, without a further key.
  useEffect(() => list.current?.querySelector<HTMLElement>("[data-entry]")?.focus({ preventScroll: true }), []);

  function choose(next: string): void {
    const wanted = next as SavedTab;
    history.replaceState(null, "", wanted === "done" ? "/saved?state=done" : "/saved");
    void saved.load(wanted);
  }

  return (
    <div className="flex min-w-0 flex-1 flex-col">
      <ScreenHeader>
        <h1 className="min-w-0 flex-1 truncate text-[0.9375rem] font-semibold">Saved</h1>
      </ScreenHeader>
      <Tabs value={tab} onValueChange={choose} className="flex min-h-0 flex-1 flex-col">
        <TabsList aria-label="Saved messages" className="shrink-0 px-4 md:px-5">
          <TabsTrigger value="todo">To do</TabsTrigger>
          <TabsTrigger value="done">Done</TabsTrigger>
        </TabsList>
        <TabsContent value={tab} tabIndex={-1} className="min-h-0 flex-1 overflow-y-auto overscroll-contain pt-1">
          {/* biome-ignore lint/a11y/noStaticElementInteractions: it handles keys that bubble up from its entries. */}
          <div
            ref={list}
            onKeyDown={(event) => {
              const entry = entryOf((event.target as HTMLElement).dataset.entry);
              if (!entry || event.ctrlKey || event.metaKey || event.altKey) return;
              if (isKey(event.nativeEvent, "r", "KeyR") && !entry.deleted) onRemind(entry);
              else if (event.key === "Delete") onRemove(entry);
            }}
            className="w-full max-w-4xl px-1 pb-[max(2rem,env(safe-area-inset-bottom))] sm:px-2"
          >
            {problem !== null && (
              <ErrorState
                title="What you saved could not be loaded"
                description={problem}
                onRetry={() => void saved.load(tab)}
              />
            )}
            {entries === null && problem === null && <LoadingEntries />}
            {entries?.length === 0 && saved.next === null && <EmptyState icon={<Bookmark />} {...NOTHING[tab]} />}
            <ul>
              {entries?.map((entry) => (
                <SavedRow key={entry.messageId} {...{ entry, onDone, onRemind, onRemove }} />
              ))}
            </ul>
            <MoreEntries {...saved} onMore={() => void saved.loadMore()} />
          </div>
        </TabsContent>
      </Tabs>
    </div>
  );
}

/** The wish that brings an entry back as it was. */
const asWas = ({ doneAt, remindAt, remindedAt }: SavedEntry): SavedWish =>
  doneAt ? "done" : remindAt && !remindedAt && timeIn(remindAt) ? remindAt : "todo";
