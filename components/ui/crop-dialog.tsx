"use client";

import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from "react";
import { CROP_ZOOM_MAX, type Crop, moveCrop, wholeCrop, zoomCrop } from "./crop";
import { FormDialog } from "./form-dialog";
import { useSubmit } from "./use-submit";

const EDGE_PX = 512;
const STEP = 0.05;
const ZOOM_STEP = 0.1;
const UNREADABLE = "This picture cannot be read here. Choose a JPEG, PNG, WebP or GIF.";

type Props = { file: File; onSave: (file: File) => Promise<void>; onClose: () => void };
type Picture = { url: string; element: HTMLImageElement; width: number; height: number };

/** A dialog in which a person chooses the square of their picture by dragging, by a slider, or with the arrow keys. */
export function CropDialog({ file, onSave, onClose }: Props) {
  const [picture, setPicture] = useState<Picture | null>(null);
  const [crop, setCrop] = useState<Crop | null>(null);
  const [isUnreadable, setUnreadable] = useState(false);
  const form = useSubmit();
  const drag = useRef<{ x: number; y: number } | null>(null);

  useEffect(() => {
    const url = URL.createObjectURL(file);
    const element = new Image();
    let isCurrent = true;
    element.src = url;
    element.decode().then(
      () => {
        if (!isCurrent) return;
        const { naturalWidth: width, naturalHeight: height } = element;
        setPicture({ url, element, width, height });
        setCrop(wholeCrop({ width, height }));
      },
      () => isCurrent && setUnreadable(true),
    );
    return () => {
      isCurrent = false;
      URL.revokeObjectURL(url);
    };
  }, [file]);

  const zoom = picture && crop ? wholeCrop(picture).edge / crop.edge : 1;
  const move = (dx: number, dy: number) => picture && setCrop((before) => before && moveCrop(before, dx, dy, picture));
  const zoomTo = (to: number) => picture && setCrop((before) => before && zoomCrop(before, to, picture));

  function onKeyDown(event: KeyboardEvent) {
    const steps: Record<string, [number, number]> = {
      ArrowLeft: [-STEP, 0],
      ArrowRight: [STEP, 0],
      ArrowUp: [0, -STEP],
      ArrowDown: [0, STEP],
    };
    const step = steps[event.key];
    if (step) move(...step);
    else if (event.key === "+" || event.key === "=") zoomTo(zoom + ZOOM_STEP);
    else if (event.key === "-") zoomTo(zoom - ZOOM_STEP);
    else return;
    event.preventDefault();
  }
  function onPointerMove(event: PointerEvent<HTMLElement>) {
    if (!drag.current) return;
    const { width, height } = event.currentTarget.getBoundingClientRect();
    move((drag.current.x - event.clientX) / width, (drag.current.y - event.clientY) / height);
    drag.current = { x: event.clientX, y: event.clientY };
  }
  async function save() {
    if (picture && crop) await onSave(await cut(picture.element, crop));
  }

  return (
    <FormDialog
      form={form}
      title="Choose the square"
      description="Drag the picture, or move it with the arrow keys; plus and minus zoom."
      action="Save picture"
      disabled={!picture}
      problem={isUnreadable ? UNREADABLE : form.errors.form}
      onSubmit={save}
      onClose={onClose}
      className="grid justify-items-center gap-4"
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields, and here is none. */}
      <div
        role="group"
        aria-label="Picture"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys move the picture inside of it.
        tabIndex={0}
        className="relative size-64 max-w-full cursor-grab touch-none overflow-hidden rounded-card border bg-muted select-none active:cursor-grabbing"
        onKeyDown={onKeyDown}
        onPointerDown={(event) => {
          drag.current = { x: event.clientX, y: event.clientY };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={onPointerMove}
        onPointerUp={() => {
          drag.current = null;
        }}
        onPointerCancel={() => {
          drag.current = null;
        }}
      >
        {picture && crop && (
          // biome-ignore lint/performance/noImgElement: the picture exists only in this browser's memory.
          <img
            src={picture.url}
            alt=""
            draggable={false}
            className="absolute top-0 left-0 max-w-none origin-top-left"
            style={{
              width: `${(picture.width / crop.edge) * 100}%`,
              height: `${(picture.height / crop.edge) * 100}%`,
              left: `${(-(crop.x - crop.edge / 2) / crop.edge) * 100}%`,
              top: `${(-(crop.y - crop.edge / 2) / crop.edge) * 100}%`,
            }}
          />
        )}
        <span
          aria-hidden
          className="pointer-events-none absolute inset-0 rounded-full shadow-[0_0_0_16rem_var(--overlay)]"
        />
      </div>
      <label className="flex w-64 max-w-full items-center gap-3 text-sm">
        Zoom
        <input
          type="range"
          min={1}
          max={CROP_ZOOM_MAX}
          step={ZOOM_STEP}
          value={zoom}
          onChange={(event) => zoomTo(event.target.valueAsNumber)}
          className="min-w-0 flex-1"
        />
      </label>
    </FormDialog>
  );
}

/**
 * The chosen square as a new file. The rest of the picture and its metadata (place and time) never leave the browser.
 */
async function cut(picture: HTMLImageElement, { x, y, edge }: Crop): Promise<File> {
  const canvas = document.createElement("canvas");
  canvas.width = EDGE_PX;
  canvas.height = EDGE_PX;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error(UNREADABLE);
  // The background is filled, because the person's initials would show through transparent parts of a picture.
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, EDGE_PX, EDGE_PX);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(picture, x - edge / 2, y - edge / 2, edge, edge, 0, 0, EDGE_PX, EDGE_PX);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", 0.9));
  if (!blob) throw new Error(UNREADABLE);
  return new File([blob], "picture.jpg", { type: blob.type });
}
