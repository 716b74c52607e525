"use client";

import { ImageOff } from "lucide-react";
import { type Ref, useRef } from "react";
import { Button } from "@/components/ui/button";
import { fileUrl, srcSetOf } from "@/lib/files/file-url";
import { altOf } from "@/lib/files/labels";
import type { LightboxItem } from "./lightbox-items";
import { useImageLoad } from "./use-image-load";
import { useReducedMotion } from "./use-reduced-motion";
import type { ZoomPosition } from "./zoom";

/** Beyond this scale the largest small version is not sharp enough. */
const SHARP_SCALE = 1.5;

type Props = {
  ref: Ref<HTMLDivElement>;
  item: LightboxItem;
  place: ZoomPosition;
  swipe: { x: number; y: number } | null;
};

/** The picture on its stage. The small version, which is mostly loaded, is shown until the large one has loaded. */
export function LightboxPicture({ ref, item, place, swipe }: Props) {
  const { file } = item;
  const image = useRef<HTMLImageElement>(null);
  const { state, attempt, retry, handlers } = useImageLoad(image);
  const isStill = useReducedMotion();
  const wasClose = useRef(false);
  if (place.scale > SHARP_SCALE) wasClose.current = true;
  const isWhole = wasClose.current || (file.animated && !isStill);
  const { width, height } = { width: file.width ?? 1280, height: file.height ?? 960 };
  const sketch = [`url("${fileUrl(file.id, 800)}")`, ...(file.placeholder ? [`url("${file.placeholder}")`] : [])];
  const at = swipe ?? place;
  return (
    <div className="grid size-full place-items-center">
      <div
        ref={ref}
        className="relative"
        style={{
          // The picture has its own size, or that of the stage when it is larger.
          width: `min(100cqw, ${Math.max(width, 64)}px, 100cqh * ${width / height})`,
          aspectRatio: `${width} / ${height}`,
          transform: `translate(${at.x}px, ${at.y}px) scale(${place.scale})`,
          backgroundImage: state === "loading" && file.kind === "image" ? sketch.join(", ") : undefined,
          backgroundSize: "100% 100%",
        }}
      >
        {file.kind === "video" ? (
          // biome-ignore lint/a11y/useMediaCaption: people's own videos come without captions.
          <video
            controls
            playsInline
            autoPlay
            src={fileUrl(file.id)}
            poster={file.posterId ? fileUrl(file.posterId, 1600) : undefined}
            aria-label={altOf(file)}
            className="size-full"
          />
        ) : state === "failed" ? (
          <div className="absolute top-1/2 left-1/2 flex w-64 -translate-1/2 flex-col items-center gap-3 text-center text-sm text-muted-foreground">
            <ImageOff aria-hidden className="size-7" />
            <span role="alert">This picture could not be loaded.</span>
            <Button variant="outline" size="sm" onClick={retry}>
              Retry
            </Button>
          </div>
        ) : (
          // biome-ignore lint/performance/noImgElement: the server makes its sizes already.
          <img
            key={attempt}
            ref={image}
            src={isWhole ? fileUrl(file.id) : fileUrl(file.id, 1600)}
            srcSet={isWhole ? undefined : srcSetOf(file)}
            sizes="100vw"
            alt={altOf(file)}
            draggable={false}
            className="size-full"
            {...handlers}
          />
        )}
      </div>
    </div>
  );
}
