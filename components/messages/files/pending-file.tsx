"use client";

import { Film, ImageIcon, Play } from "lucide-react";
import type { ReactNode } from "react";
import { buttonVariants } from "@/components/ui/button-variants";
import { FileProgress } from "@/components/ui/file-tile";
import { cn } from "@/lib/cn";
import { titleOfSound } from "@/lib/files/labels";
import { fileTypeOf } from "@/lib/files/types";
import type { PendingFile } from "@/lib/messages/timeline";
import { AudioCard, DocumentCard } from "./file-cards";
import { SoundName } from "./file-name";
import type { Frame } from "./picture-frames";
import { videoFrameOf } from "./picture-layout";
import { previewHeight } from "./preview-height";

/** A file of an unsent message with its measures, as far as this browser knows them, and its progress. */
export type PendingFileView = PendingFile & {
  width: number | null;
  height: number | null;
  preview: string | null;
  /** From 0 to 1 while the file is being uploaded. */
  progress: number | null;
  isRefused: boolean;
  /** The size or the progress as a text. */
  detail: string;
};

/** An image, or a video's still, as the message will show it, with its progress. */
export function PendingPicture({ file, className, style, isWhole }: { file: PendingFileView } & Omit<Frame, "sizes">) {
  const Icon = file.kind === "video" ? Film : ImageIcon;
  const isDone = file.progress === null && !file.isRefused;
  return (
    <span className={cn("relative block overflow-hidden bg-muted", className)} style={style}>
      {file.preview ? (
        // biome-ignore lint/performance/noImgElement: it is in this browser's memory.
        <img
          src={file.preview}
          alt={file.name}
          draggable={false}
          className={cn("size-full", isWhole ? "object-contain" : "object-cover", !isDone && "opacity-60")}
        />
      ) : (
        <span className="grid size-full place-items-center text-muted-foreground">
          <Icon aria-hidden className="size-7" strokeWidth={1.5} />
          <span className="sr-only">{file.name}</span>
        </span>
      )}
      {!isDone && (
        <span
          className={cn(
            "absolute inset-e-2 bottom-2 max-w-[calc(100%-1rem)] truncate rounded-control bg-popover/90 px-1.5 text-xs leading-5 tabular-nums",
            file.isRefused && "text-destructive",
          )}
        >
          {file.detail}
        </span>
      )}
      {file.progress !== null && <FileProgress name={file.name} progress={file.progress} />}
      <span
        aria-hidden
        className={cn(
          "pointer-events-none absolute inset-0 rounded-[inherit] ring-1 ring-border ring-inset",
          file.isRefused && "ring-destructive",
        )}
      />
    </span>
  );
}

export function PendingVideo({ file }: { file: PendingFileView }) {
  return <PendingPicture file={file} isWhole className="rounded-card" style={videoFrameOf(file)} />;
}

type CardProps = { file: PendingFileView; end: ReactNode };

export function PendingAudio({ file, end }: CardProps) {
  return (
    <AudioCard label={titleOfSound(file)}>
      <span className={cn(buttonVariants({ variant: "secondary", size: "icon" }), "size-10 rounded-full opacity-55")}>
        <Play aria-hidden className="fill-current" />
      </span>
      <div className="min-w-0 text-sm leading-5">
        <SoundName file={file} />
        <Detail file={file} className="h-5" />
      </div>
      {end ?? <NoButton />}
    </AudioCard>
  );
}

export function PendingDocument({ file, end }: CardProps) {
  const type = fileTypeOf(file.name).type;
  return (
    <DocumentCard
      file={{ ...file, type }}
      detail={<Detail file={file} className="h-4 leading-4" />}
      end={end ?? <NoButton />}
    >
      {type === "text/plain" && (
        <div className="border-t">
          <div style={{ height: previewHeight(file.size) }} />
        </div>
      )}
    </DocumentCard>
  );
}

/** The size or the progress on one line. */
function Detail({ file, className }: { file: PendingFileView; className: string }) {
  return (
    <span className={cn("flex items-center gap-2 text-xs text-muted-foreground tabular-nums", className)}>
      <span className={cn("truncate", file.isRefused && "text-destructive")}>{file.detail}</span>
      {file.progress !== null && (
        <span className="relative h-1 min-w-8 flex-1 overflow-hidden rounded-full bg-foreground/15">
          <FileProgress name={file.name} progress={file.progress} />
        </span>
      )}
    </span>
  );
}

/** Keeps the place of the button that appears when the message is sent. */
function NoButton() {
  return <span aria-hidden className={cn(buttonVariants({ variant: "ghost", size: "icon" }), "invisible")} />;
}
