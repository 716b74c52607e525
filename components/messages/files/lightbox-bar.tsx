"use client";

import { Download, MessageSquareText, ZoomIn, ZoomOut } from "lucide-react";
import type { ReactNode } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { Time } from "@/components/ui/time";
import { fileUrl } from "@/lib/files/file-url";
import type { MessagePlace } from "@/lib/messages/address";
import { FileName } from "./file-name";
import type { LightboxItem } from "./lightbox-items";
import { type useZoom, ZOOM_STEP } from "./use-zoom";
import { SCALE_MAX } from "./zoom";

type BarProps = {
  item: LightboxItem;
  /** The position among the pictures, as "2 of 5". */
  place: string;
  zoom: ReturnType<typeof useZoom>;
  onJump: ((place: MessagePlace) => void) | undefined;
  onClose: () => void;
  children: ReactNode;
};

/** The bar over a picture: its author, its time and its buttons. */
export function LightboxBar({ item, place, zoom, onJump, onClose, children }: BarProps) {
  const { file, author, sentAt } = item;
  const { scale } = zoom.position;
  return (
    <div className="flex h-14 shrink-0 items-center gap-2 px-2 sm:gap-3 sm:px-4">
      <Avatar user={author} size={32} className="max-sm:hidden" />
      <div className="min-w-0 flex-1 leading-5 max-sm:ps-1">
        <p className="flex min-w-0 items-baseline gap-2 text-sm">
          <bdi className="truncate font-medium">{author.displayName}</bdi>
          <Time iso={sentAt} mode="full" className="shrink-0 text-xs text-muted-foreground max-sm:hidden" />
        </p>
        <div className="flex min-w-0 items-baseline gap-2 text-xs text-muted-foreground">
          <FileName name={file.name} />
          <span className="shrink-0 tabular-nums">{place}</span>
        </div>
      </div>
      {file.kind === "image" && (
        <div className="flex">
          <Button
            variant="ghost"
            size="icon"
            aria-label="Zoom out"
            disabled={scale === 1}
            onClick={() => zoom.zoom(1 / ZOOM_STEP)}
          >
            <ZoomOut aria-hidden />
          </Button>
          <Button
            variant="ghost"
            size="icon"
            aria-label="Zoom in"
            disabled={scale >= SCALE_MAX}
            onClick={() => zoom.zoom(ZOOM_STEP)}
          >
            <ZoomIn aria-hidden />
          </Button>
        </div>
      )}
      {onJump && (
        <Button
          variant="ghost"
          size="icon"
          aria-label="Go to the message"
          onClick={() => {
            onClose();
            onJump(item);
          }}
        >
          <MessageSquareText aria-hidden />
        </Button>
      )}
      <a
        href={fileUrl(file.id)}
        download={file.name}
        aria-label={`Download ${file.name}`}
        className={buttonVariants({ variant: "ghost", size: "icon" })}
      >
        <Download aria-hidden />
      </a>
      {children}
    </div>
  );
}
