"use client";

import { FileText, Film, ImageIcon, Music } from "lucide-react";
import { cn } from "@/lib/cn";

const ICONS = { image: ImageIcon, video: Film, audio: Music, document: FileText };

type FileTileProps = {
  kind: keyof typeof ICONS;
  name: string;
  /** The line below the name: the file's size, or how much of it has been uploaded. */
  detail: string;
  /** The address of a preview picture. */
  preview: string | null;
  /** From 0 to 1 during the upload, else null. */
  progress: number | null;
  isFailed?: boolean;
};

/** A file that is not part of a message yet: its preview or icon, its name, and how much of it has been uploaded. */
export function FileTile({ kind, name, detail, preview, progress, isFailed }: FileTileProps) {
  const Icon = ICONS[kind];
  const ending = kind === "document" ? /\.([^.\s]{1,5})$/.exec(name)?.[1] : undefined;
  return (
    <div className="w-32 text-start">
      <div
        className={cn(
          "relative h-20 overflow-hidden rounded-control border border-border bg-muted",
          isFailed && "border-destructive",
        )}
      >
        {preview ? (
          // biome-ignore lint/performance/noImgElement: the picture is in this browser's memory.
          <img src={preview} alt="" draggable={false} className="size-full object-cover" />
        ) : (
          <span className="grid size-full place-items-center text-muted-foreground">
            <Icon aria-hidden className="size-7" strokeWidth={1.5} />
            {ending && (
              <span
                aria-hidden
                className="absolute start-2 bottom-1.5 font-mono text-[0.6875rem] font-semibold uppercase"
              >
                {ending}
              </span>
            )}
          </span>
        )}
        {preview && kind === "video" && (
          <span className="absolute end-1.5 bottom-1.5 rounded bg-foreground/80 p-0.5 text-background">
            <Film aria-hidden className="size-3.5" />
          </span>
        )}
        {progress !== null && <FileProgress name={name} progress={progress} />}
      </div>
      <p className="mt-1 truncate text-xs font-medium" dir="auto" title={name}>
        {name}
      </p>
      <p className={cn("truncate text-xs text-muted-foreground tabular-nums", isFailed && "text-destructive")}>
        {detail}
      </p>
    </div>
  );
}

/** A bar along the lower edge of a file's preview that shows how much of the file has been uploaded. */
export function FileProgress({ name, progress }: { name: string; progress: number }) {
  return (
    <div
      role="progressbar"
      aria-label={`Upload of ${name}`}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(progress * 100)}
      className="absolute inset-x-0 bottom-0 h-1 bg-background/80"
    >
      <div
        className="h-full origin-left bg-primary transition-transform rtl:origin-right"
        style={{ transform: `scaleX(${progress})` }}
      />
    </div>
  );
}
