"use client";

import { ArrowLeft, ArrowRight, Captions, RotateCw, X } from "lucide-react";
import { type KeyboardEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { DropdownMenu, DropdownMenuItem } from "@/components/ui/dropdown-menu";
import { FileTile } from "@/components/ui/file-tile";
import { MenuButton } from "@/components/ui/menu-button";
import { cn } from "@/lib/cn";
import { formatDuration, formatSize } from "@/lib/files/format";
import type { Upload } from "@/lib/uploads/browser/upload";
import { AltDialog } from "./alt-dialog";

type TileProps = {
  upload: Upload;
  /** Its position in words, as "2 of 3". */
  place: string;
  canMove: boolean;
  onMove: (step: number) => void;
  onRemove: () => void;
  onRetry: () => void;
  onDescribe: (alt: string) => void;
  onDrag: (isDragged: boolean) => void;
  onDragOver: () => void;
};

export function AttachmentTile(props: TileProps) {
  const { upload, place, canMove, onMove, onRemove, onRetry } = props;
  const { file, status, progress, preview } = upload;
  const [isDescribing, setDescribing] = useState(false);
  const isOnItsWay = status === "waiting" || status === "uploading" || status === "stalled";
  const canRetry = status === "stalled" || status === "refused";
  const removal = isOnItsWay ? "Cancel upload" : "Remove";

  function onKeyDown(event: KeyboardEvent) {
    const isRtl = getComputedStyle(event.currentTarget).direction === "rtl";
    if ((event.key === "ArrowLeft" || event.key === "ArrowRight") && canMove) {
      event.preventDefault();
      onMove((event.key === "ArrowLeft") === isRtl ? 1 : -1);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      event.preventDefault();
      onRemove();
    }
  }

  return (
    <li
      className="group/tile relative shrink-0"
      draggable={canMove}
      onDragStart={(event) => {
        event.dataTransfer.effectAllowed = "move";
        event.dataTransfer.setData("text/x-parley-file", file.id);
        props.onDrag(true);
      }}
      onDragEnd={() => props.onDrag(false)}
      onDragEnter={props.onDragOver}
      onDragOver={(event) => event.dataTransfer.types.includes("text/x-parley-file") && event.preventDefault()}
    >
      <MenuButton
        isDragged={canMove}
        menu={(state) => (
          <DropdownMenu {...state} align="start" side="top">
            {canRetry && (
              <DropdownMenuItem onSelect={onRetry}>
                <RotateCw aria-hidden />
                Retry
              </DropdownMenuItem>
            )}
            {file.kind === "image" && (
              <DropdownMenuItem onSelect={() => setDescribing(true)}>
                <Captions aria-hidden />
                {file.alt ? "Change the description" : "Describe the picture"}
              </DropdownMenuItem>
            )}
            {canMove && (
              <>
                <DropdownMenuItem onSelect={() => onMove(-1)}>
                  <ArrowLeft aria-hidden className="rtl:-scale-x-100" />
                  Move earlier
                </DropdownMenuItem>
                <DropdownMenuItem onSelect={() => onMove(1)}>
                  <ArrowRight aria-hidden className="rtl:-scale-x-100" />
                  Move later
                </DropdownMenuItem>
              </>
            )}
            <DropdownMenuItem variant="destructive" onSelect={onRemove}>
              <X aria-hidden />
              {removal}
            </DropdownMenuItem>
          </DropdownMenu>
        )}
      >
        <button
          type="button"
          data-file={file.id}
          aria-label={`${file.name}, ${formatSize(file.size)}, ${stateOf(upload)}, ${place}`}
          aria-description={canMove ? "Left and right arrow keys move it" : undefined}
          onKeyDown={onKeyDown}
          className="block rounded-control"
        >
          <FileTile
            kind={file.kind}
            name={file.name}
            detail={detailOf(upload)}
            preview={preview}
            progress={isOnItsWay ? progress : null}
            isFailed={status === "refused"}
          />
        </button>
      </MenuButton>
      {file.kind === "image" && status !== "refused" && (
        <button
          type="button"
          aria-label={`${file.alt ? "Change the description of" : "Describe"} ${file.name}`}
          onClick={() => setDescribing(true)}
          className={cn(
            "touch-reach absolute start-1.5 top-[3.4rem] rounded bg-foreground/80 px-1.5 text-[0.75rem]/5 font-semibold text-background",
            file.alt && "bg-primary text-primary-foreground",
          )}
        >
          ALT
        </button>
      )}
      {canRetry && (
        <Button
          size="sm"
          variant="secondary"
          aria-label={`Retry upload of ${file.name}`}
          onClick={onRetry}
          className="absolute inset-x-0 top-6 mx-auto w-fit shadow-raised"
        >
          <RotateCw aria-hidden />
          Retry
        </Button>
      )}
      <button
        type="button"
        aria-label={`${removal}${isOnItsWay ? " of" : ""} ${file.name}`}
        onClick={onRemove}
        className="touch-reach absolute -end-1.5 -top-1.5 grid size-6 place-items-center rounded-full border border-border bg-card text-foreground shadow-raised hover:bg-muted"
      >
        <X aria-hidden className="size-3.5" />
      </button>
      {isDescribing && <AltDialog upload={upload} onClose={() => setDescribing(false)} onSave={props.onDescribe} />}
    </li>
  );
}

/** Returns the state of an upload for screen readers. */
function stateOf({ status, progress, error, file }: Upload): string {
  if (status === "ready") return file.kind === "image" && file.alt ? `uploaded, described as ${file.alt}` : "uploaded";
  if (status === "uploading") return `${Math.round(progress * 100)} % uploaded`;
  if (status === "waiting") return "waiting to be uploaded";
  return status === "stalled" ? (error ?? "waiting") : `refused: ${error}`;
}

function detailOf({ status, progress, error, file }: Upload): string {
  if (status === "uploading")
    return progress < 1 ? `${Math.round(progress * 100)} % of ${formatSize(file.size)}` : "Checking…";
  if (status === "stalled") return error ?? "Waiting";
  if (status === "refused") return "Not uploaded";
  const length = file.durationMs === null ? "" : `${formatDuration(file.durationMs)} · `;
  return status === "waiting" ? `Waiting · ${formatSize(file.size)}` : length + formatSize(file.size);
}
