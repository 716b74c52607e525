"use client";

import { ImageOff, Pause, Play } from "lucide-react";
import { type CSSProperties, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/lib/cn";
import { fileUrl, srcSetOf } from "@/lib/files/file-url";
import { altOf } from "@/lib/files/labels";
import type { MessageFile } from "@/lib/files/message-file";
import { useImageLoad } from "./use-image-load";
import { useReducedMotion } from "./use-reduced-motion";

type PictureProps = {
  file: MessageFile;
  /** The `sizes` of `<img>`. */
  sizes: string;
  onOpen: () => void;
  /** The picture is smaller than its box, and is shown whole instead of filling the box. */
  isWhole?: boolean;
  className?: string;
  style?: CSSProperties;
};

/** An image in a box that has its size before the image has loaded. A press opens it in the lightbox. */
export function Picture({ file, sizes, onOpen, isWhole, className, style }: PictureProps) {
  const image = useRef<HTMLImageElement>(null);
  const { state, attempt, retry, handlers } = useImageLoad(image);
  const isStill = useReducedMotion();
  const [chosen, setChosen] = useState<boolean | null>(null);
  const moves = file.animated && (chosen ?? !isStill);
  const name = altOf(file);
  const stills = srcSetOf(file) ?? fileUrl(file.id, 800);
  return (
    <span
      className={cn("group/picture relative block overflow-hidden bg-muted", className)}
      style={{
        ...style,
        backgroundImage: state === "loading" && file.placeholder ? `url("${file.placeholder}")` : undefined,
        backgroundSize: "cover",
        backgroundPosition: "center",
      }}
    >
      {state === "failed" ? (
        <Failed name={name} onRetry={retry} />
      ) : (
        <button
          type="button"
          onClick={onOpen}
          aria-haspopup="dialog"
          aria-label={`Open ${name}`}
          data-long-press
          className="block size-full cursor-zoom-in -outline-offset-2 [-webkit-touch-callout:none]"
        >
          <picture>
            {/* Before the page wakes up the browser itself knows the wish for less motion. */}
            {file.animated && chosen === null && (
              <source media="(prefers-reduced-motion: reduce)" srcSet={stills} sizes={sizes} />
            )}
            <img
              key={attempt}
              ref={image}
              src={moves ? fileUrl(file.id) : fileUrl(file.id, 800)}
              srcSet={moves ? undefined : stills}
              sizes={sizes}
              width={file.width ?? undefined}
              height={file.height ?? undefined}
              alt={name}
              loading="lazy"
              decoding="async"
              draggable={false}
              className={cn("size-full", isWhole ? "object-contain" : "object-cover")}
              {...handlers}
            />
          </picture>
        </button>
      )}
      {file.animated && state === "loaded" && (
        <Button
          variant="secondary"
          size="sm"
          aria-label={`${moves ? "Pause" : "Play"} ${name}`}
          onClick={() => setChosen(!moves)}
          className={cn(
            "absolute inset-s-2 bottom-2 h-7 min-h-0 gap-1 bg-popover/90 px-2 text-xs",
            moves && "opacity-0 group-hover/picture:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100",
          )}
        >
          {moves ? <Pause aria-hidden className="size-3.5" /> : <Play aria-hidden className="size-3.5" />}
          {moves ? "Pause" : "Play"}
        </Button>
      )}
      <span
        aria-hidden
        className="pointer-events-none absolute inset-0 rounded-[inherit] ring-1 ring-border ring-inset"
      />
    </span>
  );
}

function Failed({ name, onRetry }: { name: string; onRetry: () => void }) {
  return (
    <span className="flex size-full flex-col items-center justify-center gap-1.5 overflow-hidden p-2 text-center text-xs text-muted-foreground">
      <span className="flex max-w-full items-center gap-1.5">
        <ImageOff aria-hidden className="size-4 shrink-0" />
        <span role="alert" className="truncate">
          Not loaded<span className="sr-only">: {name}</span>
        </span>
      </span>
      <Button variant="outline" size="sm" onClick={onRetry} aria-label={`Retry ${name}`}>
        Retry
      </Button>
    </span>
  );
}
