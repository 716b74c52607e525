"use client";

import { startTransition, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { useReader } from "@/components/ui/time";
import { quoteFinder } from "@/lib/messages/timeline-quotes";
import { toTimelineRows } from "@/lib/messages/timeline-rows";
import type { Room } from "@/lib/rooms/schema";
import { OtherFiles } from "./files/message-files";
import { ListSkeleton } from "./list-skeleton";
import { Reactions } from "./reactions/on-demand";
import { hasRowMark, RowMark } from "./row-marks/on-demand";
import { StaticList } from "./static-list";
import type { TimelineApi } from "./use-timeline";
import type { ScrollTarget } from "./use-timeline-state";
import { useUnreadLine } from "./use-unread-line";
import { VirtualList, type VisibleRange } from "./virtual-list";

const load = () => import("./conversation-parts");
const WHEN_IDLE = { waitsForIdle: true, fallback: null };
const Announcer = onDemand(() => load().then((module) => module.Announcer), WHEN_IDLE);
const JumpPills = onDemand(() => load().then((module) => module.JumpPills), WHEN_IDLE);

const HIGHLIGHT_MS = 2500;

type ListProps = {
  room: Room;
  viewerId: string;
  timeline: TimelineApi;
  editingId: string | null;
  onSeen: (seq: number) => void;
};

/** The messages of a conversation, with the pills. The list is static until hydration and virtual from then on. */
export function MessageList({ room, viewerId, timeline: api, editingId, onSeen }: ListProps) {
  const { timeline, target, windowId, jumpTo, jumpToLatest, anchor } = api;
  const { messages, pending, quoted, root, hasBefore, hasAfter, conversation } = timeline;
  const { rootId } = conversation;
  const { zone } = useReader();
  const line = useUnreadLine(rootId ? root?.ownThread : room, messages);
  const rows = useMemo(
    () =>
      toTimelineRows(messages, hasAfter ? [] : pending, {
        viewerId,
        zone,
        firstUnreadSeq: line.firstUnreadSeq,
        quoteOf: quoteFinder({ messages, quoted, root }),
      }),
    [messages, pending, quoted, root, hasAfter, viewerId, zone, line.firstUnreadSeq],
  );
  // The reader is in the past. The static list begins at the end or at the unread line, and would flash up first.
  const isBack = target?.isReadingPosition === true && target.seq !== "latest";
  const [phase, setPhase] = useState<"static" | "settling" | "virtual">(
    (isBack || rootId) && !api.isServed ? "virtual" : "static",
  );
  const [drawnByServer] = useState(() => [
    messages.some(({ files }) => files.some(({ kind }) => kind !== "image")) ? OtherFiles : null,
    messages.some(({ reactions }) => reactions.length > 0) ? Reactions : null,
    messages.some(hasRowMark) ? RowMark : null,
  ]);
  // React renders the rows in slices, because rendering all in one piece would delay a key or a click.
  useEffect(() => {
    let isMounted = true;
    // The list waits for the code of what the server's HTML shows, because it would flash up without that.
    void Promise.all(drawnByServer.map((one) => one?.whenLoaded())).then(() => {
      if (isMounted) startTransition(() => setPhase((now) => (now === "static" ? "settling" : now)));
    });
    return () => {
      isMounted = false;
    };
  }, [drawnByServer]);
  const onReady = useCallback(() => setPhase("virtual"), []);
  const highlightSeq = useHighlight(target);
  const label = rootId ? "Replies in the thread" : `Messages in ${room.name}`;

  const [view, setView] = useState<VisibleRange>({ isAtBottom: true, firstSeq: null, lastSeq: null });
  const [leftAt, setLeftAt] = useState<number | null>(null);
  const [openedAt] = useState(room.seq);
  const lastSeq = messages.at(-1)?.seq ?? 0;
  const onView = useCallback(
    (next: VisibleRange) => {
      setView((now) => (isSameView(now, next) ? now : next));
      anchor.current = next.isAtBottom ? null : next.firstSeq;
      if (next.lastSeq !== null) onSeen(next.lastSeq);
    },
    [anchor, onSeen],
  );
  // The pill counts the messages that come after the reader has left the end.
  useEffect(
    () => setLeftAt((at) => (view.isAtBottom ? null : (at ?? Math.max(lastSeq, openedAt)))),
    [view.isAtBottom, lastSeq, openedAt],
  );

  // When a hidden tab is shown again, or what was over the list has gone, the messages on screen count as seen.
  const seen = useRef(view.lastSeq);
  seen.current = view.lastSeq;
  useEffect(() => {
    const onVisible = () => document.visibilityState === "visible" && seen.current !== null && onSeen(seen.current);
    onVisible();
    document.addEventListener("visibilitychange", onVisible);
    return () => document.removeEventListener("visibilitychange", onVisible);
  }, [onSeen]);

  const isOther = (seq: number, from: number, author: string, kind: string) =>
    seq > from && author !== viewerId && kind === "USER";
  const newBelow =
    leftAt === null ? 0 : messages.filter((one) => isOther(one.seq, leftAt, one.author.id, one.kind)).length;
  const isLineSeen = line.lineSeq !== null && view.firstSeq !== null && view.firstSeq <= line.lineSeq;
  useEffect(() => {
    if (isLineSeen && phase === "virtual") line.done();
  }, [isLineSeen, phase, line.done]);
  const isLineAbove = line.lineSeq !== null && view.firstSeq !== null && view.firstSeq > line.lineSeq;

  if (!api.isLoaded)
    return (
      <div className="relative min-h-0 flex-1">
        <ListSkeleton label={label} rows={rows} firstPage={api.firstPage} />
      </div>
    );
  return (
    <div className="relative min-h-0 flex-1">
      {phase !== "virtual" && (
        <StaticList
          rows={rows}
          hasBefore={hasBefore}
          isFromLine={isBack}
          isLeaving={phase === "settling"}
          label={label}
        />
      )}
      {phase !== "static" && (
        <VirtualList
          key={windowId}
          rows={rows}
          oldestSeq={messages[0]?.seq ?? null}
          target={target}
          hasBefore={hasBefore}
          hasAfter={hasAfter}
          beforeState={api.beforeState}
          afterState={api.afterState}
          loadBefore={api.loadBefore}
          loadAfter={api.loadAfter}
          editingId={editingId}
          highlightSeq={highlightSeq}
          label={label}
          onView={onView}
          onReady={onReady}
        />
      )}
      <JumpPills
        unreadAbove={isLineAbove && !line.isDone ? line.count : 0}
        onUnread={() => {
          line.done();
          if (line.lineSeq !== null) void jumpTo(line.lineSeq, false).catch(() => {});
        }}
        isAtBottom={view.isAtBottom}
        newBelow={newBelow}
        onLatest={() => void jumpToLatest().catch(() => {})}
      />
      <Announcer messages={messages} viewerId={viewerId} view={view} />
    </div>
  );
}

function isSameView(a: VisibleRange, b: VisibleRange): boolean {
  return a.isAtBottom === b.isAtBottom && a.firstSeq === b.firstSeq && a.lastSeq === b.lastSeq;
}

/** Returns the seq of the message that was jumped to, for as long as it is highlighted. */
function useHighlight(target: ScrollTarget | null): number | null {
  const [seq, setSeq] = useState<number | null>(null);
  useEffect(() => {
    if (!target?.highlight || target.seq === "latest") return;
    setSeq(target.seq);
    const timer = setTimeout(() => setSeq(null), HIGHLIGHT_MS);
    return () => clearTimeout(timer);
  }, [target]);
  return seq;
}
