"use client";

import { memo, type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { Virtualizer, type VirtualizerHandle } from "virtua";
import { seqOf, type TimelineRow } from "@/lib/messages/timeline-rows";
import { useConversation } from "./conversation-context";
import { findRowIndex, hasNoMessages, hasScrolledUp } from "./find-rows";
import { ListHeader, listHeaderPx } from "./list-header";
import { ListRow } from "./list-row";
import { useRowFocus } from "./use-row-focus";
import type { LoadState } from "./use-timeline";
import type { ScrollTarget } from "./use-timeline-state";
import { useVirtualRows } from "./use-virtual-rows";

/** A reader this close to the end stays at the end when a message is added. */
const BOTTOM_PX = 40;
/** A scroll upwards comes in many small steps. The list does not scroll by itself for this long after each. */
const GOING_UP_MS = 200;
/** A row counts as seen when this much of it is on screen. */
const SEEN_PX = 24;
/** The next page is loaded when the reader is this close to the end of the window. */
const LOAD_AHEAD_PX = 1000;

/** The messages on screen. */
export type VisibleRange = { isAtBottom: boolean; firstSeq: number | null; lastSeq: number | null };

type VirtualListProps = {
  rows: TimelineRow[];
  /** The oldest message of the window. When it changes, the list keeps the distance to its end. */
  oldestSeq: number | null;
  target: ScrollTarget | null;
  hasBefore: boolean;
  hasAfter: boolean;
  beforeState: LoadState;
  afterState: LoadState;
  loadBefore: () => void;
  loadAfter: () => void;
  editingId: string | null;
  highlightSeq: number | null;
  label: string;
  onView: (view: VisibleRange) => void;
  onReady: () => void;
};

/**
 * The list after hydration. Only the rows near the screen exist, and the rows on screen do not move. It is drawn again
 * when the rows change, but not when somebody types or the reader scrolls.
 */
export const VirtualList = memo(function VirtualList(props: VirtualListProps) {
  const { target, onView, onReady } = props;
  const { rootId } = useConversation();
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<VirtualizerHandle>(null);
  const { rows, shift } = useVirtualRows(props.rows, props.oldestSeq);
  const position = useRef({
    isReady: false,
    isAtBottom: target?.seq === "latest" || target === null,
    top: 0,
    height: 0,
    screen: 0,
    wentUpAt: 0,
  });
  const focus = useRowFocus(rows, scroller, list);

  // The list's own scrollToIndex holds on to its target for a while, against a reader who scrolls up meanwhile.
  const toEnd = () => {
    if (scroller.current) scroller.current.scrollTop = scroller.current.scrollHeight;
  };
  /** Returns whether the list stays at its end when that grows. */
  const follows = (): boolean => {
    const now = position.current;
    const isGoingUp = performance.now() - now.wentUpAt < GOING_UP_MS;
    return (
      now.isAtBottom && !props.hasAfter && !isGoingUp && !(scroller.current && hasScrolledUp(scroller.current, now))
    );
  };
  const latestFollows = useRef(follows);
  latestFollows.current = follows;

  const readPosition = () => {
    const element = scroller.current;
    const handle = list.current;
    if (!element || !handle || !position.current.isReady) return;
    const distance = element.scrollHeight - element.scrollTop - element.clientHeight;
    const now = position.current;
    const goneUp = hasScrolledUp(element, now);
    if (goneUp) now.wentUpAt = performance.now();
    if (distance <= BOTTOM_PX) now.isAtBottom = !props.hasAfter;
    // Content that grows below moves the end away. The reader leaves the end only by scrolling up.
    else if (goneUp) now.isAtBottom = false;
    now.top = element.scrollTop;
    now.height = element.scrollHeight;
    now.screen = element.clientHeight;
    const { scrollOffset, viewportSize } = handle;
    const firstIndex = handle.findItemIndex(scrollOffset);
    const lastIndex = now.isAtBottom ? rows.length - 1 : handle.findItemIndex(scrollOffset + viewportSize - SEEN_PX);
    onView({
      isAtBottom: now.isAtBottom && !props.hasAfter,
      firstSeq: seqOf(rows.slice(firstIndex).find((row) => seqOf(row) !== null)),
      lastSeq: seqOf(rows.slice(0, lastIndex + 1).findLast((row) => seqOf(row) !== null)),
    });
    if (element.scrollTop < LOAD_AHEAD_PX && props.hasBefore && props.beforeState === "idle") props.loadBefore();
    if (distance < LOAD_AHEAD_PX && props.hasAfter && props.afterState === "idle") props.loadAfter();
  };
  const latestReadPosition = useRef(readPosition);
  latestReadPosition.current = readPosition;

  // The target changes when the conversation is opened, at a jump, and when the viewer sends a message.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each wish, not for each change of the rows.
  useLayoutEffect(() => {
    const handle = list.current;
    if (!handle || !target) return;
    position.current.isAtBottom = target.seq === "latest";
    const index = target.seq === "latest" ? -1 : findRowIndex(rows, target.seq);
    if (target.seq === "latest") toEnd();
    else if (index >= 0) {
      // The line "New" is shown over the message.
      const first = rows[index - 1]?.type === "unread" ? index - 1 : index;
      handle.scrollToIndex(target.isReadingPosition ? first : index, {
        align: target.isReadingPosition ? "start" : "center",
      });
    }
  }, [target]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the rows change.
  useLayoutEffect(() => {
    if (follows()) toEnd();
    const frame = requestAnimationFrame(() => latestReadPosition.current());
    return () => cancelAnimationFrame(frame);
  }, [rows, props.hasAfter]);

  useEffect(() => {
    // The list measures its rows in the first frame and scrolls in the second.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => {
        position.current.isReady = true;
        onReady();
        latestReadPosition.current();
      });
    });
    return () => cancelAnimationFrame(frame);
  }, [onReady]);

  useEffect(() => {
    const element = scroller.current;
    const content = element?.lastElementChild;
    if (!element || !content) return;
    // The list gets its measured height one render later, and the end cannot be scrolled to before. The height of the
    // scroller itself changes with a phone's keyboard.
    const observer = new ResizeObserver(() => {
      if (latestFollows.current()) element.scrollTop = element.scrollHeight;
    });
    observer.observe(content);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <div
      ref={scroller}
      role="log"
      aria-label={props.label}
      // Rows come and go while scrolling, so the log is silent. The announcer reads new messages.
      aria-live="off"
      className="absolute inset-0 flex flex-col overflow-x-hidden overflow-y-auto overscroll-contain [overflow-anchor:none]"
      {...focus.handlers}
    >
      <ListHeader
        hasBefore={props.hasBefore}
        isEmpty={hasNoMessages(props.rows)}
        state={props.beforeState}
        onRetry={props.loadBefore}
      />
      <Virtualizer
        ref={list}
        scrollRef={scroller as RefObject<HTMLElement>}
        startMargin={listHeaderPx(rootId)}
        shift={shift}
        keepMounted={focus.keepMounted}
        bufferSize={600}
        onScroll={() => latestReadPosition.current()}
        onResize={() => {
          if (follows()) toEnd();
          latestReadPosition.current();
        }}
      >
        {rows.map((row, index) => (
          <div key={row.key} className={index === rows.length - 1 ? "pb-3" : undefined}>
            <ListRow
              row={row}
              editingId={props.editingId}
              highlightSeq={props.highlightSeq}
              tabStopSeq={focus.tabStopSeq}
            />
          </div>
        ))}
      </Virtualizer>
    </div>
  );
});
