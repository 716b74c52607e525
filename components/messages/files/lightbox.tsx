"use client";

import { ChevronLeft, ChevronRight, X } from "lucide-react";
import { Dialog } from "radix-ui";
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from "react";
import { useRoomEvents } from "@/components/realtime/use-channel";
import { Button } from "@/components/ui/button";
import { useCloseOnBack } from "@/components/ui/history-step";
import { isKey } from "@/components/ui/keyboard";
import { useFocusReturn } from "@/components/ui/use-focus-return";
import { fileUrl, srcSetOf } from "@/lib/files/file-url";
import { altOf } from "@/lib/files/labels";
import { LightboxBar } from "./lightbox-bar";
import type { LightboxItem } from "./lightbox-items";
import { LightboxPicture } from "./lightbox-picture";
import type { LightboxView } from "./lightbox-store";
import { useZoom, ZOOM_STEP } from "./use-zoom";

/** Shows pictures one at a time over the whole screen. Escape, the button or a press beside the picture closes it. */
export function Lightbox({ view, onClose }: { view: LightboxView; onClose: () => void }) {
  const items = useStanding(view);
  const [shownId, setShownId] = useState(view.fileId);
  const found = items.findIndex(({ file }) => file.id === shownId);
  const index = Math.max(0, found);
  const item = items[index];
  const content = useRef<HTMLDivElement>(null);
  const focus = useFocusReturn({
    onOpenAutoFocus: (event) => {
      // The stage takes the focus, so that the keys work at once and no button looks focused.
      event.preventDefault();
      content.current?.focus();
    },
  });
  const isEmpty = item === undefined;
  useEffect(() => {
    if (isEmpty) onClose();
  }, [isEmpty, onClose]);

  useCloseOnBack(true, onClose);
  useNeighbours(items[index - 1], items[index + 1]);

  const [stage, setStage] = useState<HTMLDivElement | null>(null);
  const picture = useRef<HTMLDivElement>(null);
  const step = (by: 1 | -1) => {
    const next = items[index + by];
    if (!next) return;
    setShownId(next.file.id);
    zoom.reset();
  };
  const zoom = useZoom({ stage, picture, onStep: step, onClose });
  if (!item) return null;

  function onKeyDown(event: KeyboardEvent) {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target instanceof HTMLVideoElement) return;
    if (!zoom.panByKey(event.key)) {
      if (event.key === "ArrowRight" || event.key === "PageDown") step(1);
      else if (event.key === "ArrowLeft" || event.key === "PageUp") step(-1);
      else if (event.key === "+" || event.key === "=") zoom.zoom(ZOOM_STEP);
      else if (event.key === "-") zoom.zoom(1 / ZOOM_STEP);
      else if (isKey(event, "0", "Digit0")) zoom.reset();
      else return;
    }
    event.preventDefault();
  }

  const place = `${index + 1} of ${items.length}`;
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        {/* Pictures are looked at in the dark, whatever the page is. */}
        <Dialog.Content
          ref={content}
          data-theme="dark"
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
          {...focus}
          className="fixed inset-0 z-50 flex animate-fade-in flex-col bg-sidebar pt-[env(safe-area-inset-top)] pb-[env(safe-area-inset-bottom)] text-foreground outline-none"
        >
          <Dialog.Title className="sr-only">{`${altOf(item.file)}, ${place}`}</Dialog.Title>
          <LightboxBar item={item} place={place} zoom={zoom} onJump={view.onJump} onClose={onClose}>
            <Dialog.Close asChild>
              <Button variant="ghost" size="icon" aria-label="Close">
                <X aria-hidden />
              </Button>
            </Dialog.Close>
          </LightboxBar>
          <div
            ref={setStage}
            data-zoom={zoom.position.scale}
            className="relative min-h-0 flex-1 touch-none overflow-hidden select-none [container-type:size]"
            {...zoom.handlers}
          >
            <LightboxPicture key={item.file.id} ref={picture} item={item} place={zoom.position} swipe={zoom.swipe} />
            <Turn to="previous" isThere={index > 0} onClick={() => step(-1)} />
            <Turn to="next" isThere={index < items.length - 1} onClick={() => step(1)} />
          </div>
          <p role="status" className="sr-only">
            {place}: {altOf(item.file)}
          </p>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function Turn({ to, isThere, onClick }: { to: "previous" | "next"; isThere: boolean; onClick: () => void }) {
  const Icon = to === "next" ? ChevronRight : ChevronLeft;
  return (
    <Button
      variant="secondary"
      size="icon"
      aria-label={to === "next" ? "Next picture" : "Previous picture"}
      aria-disabled={!isThere}
      onClick={onClick}
      className={`absolute top-1/2 size-11 -translate-y-1/2 rounded-full active:-translate-y-1/2 ${to === "next" ? "right-3" : "left-3"} ${isThere ? "" : "invisible"}`}
    >
      <Icon aria-hidden className="size-5" />
    </Button>
  );
}

/** Loads the pictures beside the one on screen ahead. */
function useNeighbours(before: LightboxItem | undefined, after: LightboxItem | undefined): void {
  useEffect(() => {
    for (const item of [before, after]) {
      if (item?.file.kind !== "image") continue;
      const image = new Image();
      image.sizes = "100vw";
      image.srcset = srcSetOf(item.file) ?? fileUrl(item.file.id, 1600);
    }
  }, [before, after]);
}

/** Lists the pictures without those whose message is deleted while the lightbox is open. */
function useStanding({ items, roomId }: LightboxView): readonly LightboxItem[] {
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  useRoomEvents(
    useMemo(() => [roomId], [roomId]),
    ({ name, payload }) => {
      if (name !== "message.changed" || !payload.message?.deletedAt) return;
      const { id } = payload.message;
      setGone((before) => new Set(before).add(id));
    },
  );
  return useMemo(() => items.filter(({ messageId }) => !gone.has(messageId)), [items, gone]);
}
