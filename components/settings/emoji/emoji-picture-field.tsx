"use client";

import { ImagePlus } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { PICTURE_TYPES } from "./chosen-picture";

type Props = { file: File | null; error?: string; onChoose: (file: File) => void };

/** The picture of a new emoji as it will look, with a button that chooses it. */
export function EmojiPictureField({ file, error, onChoose }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const [url, setUrl] = useState<string | null>(null);
  const id = useId();
  useEffect(() => {
    if (!file) return setUrl(null);
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return (
    <div className="grid gap-1.5">
      <div className="flex items-center gap-3.5">
        <div className="grid size-16 shrink-0 place-items-center rounded-card border bg-muted text-muted-foreground">
          {url ? (
            // biome-ignore lint/performance/noImgElement: it is on this device.
            <img src={url} alt="Chosen for the emoji" className="size-10 object-contain" />
          ) : (
            <ImagePlus aria-hidden className="size-6 stroke-[1.5]" />
          )}
        </div>
        <div className="grid gap-1.5">
          <Button
            variant="outline"
            size="sm"
            aria-describedby={`${id}-note`}
            aria-invalid={error !== undefined || undefined}
            onClick={() => input.current?.click()}
            className="justify-self-start"
          >
            {file ? "Choose another picture" : "Choose a picture"}
          </Button>
          <p
            id={`${id}-note`}
            role={error ? "alert" : undefined}
            className={error ? "text-meta text-destructive" : "text-meta text-muted-foreground"}
          >
            {error ?? "PNG, GIF or WebP, square at best, up to 256 KB. What moves goes on moving."}
          </p>
        </div>
        <input
          ref={input}
          type="file"
          accept={PICTURE_TYPES}
          aria-label="Choose a picture"
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => {
            const chosen = event.target.files?.[0];
            if (chosen) onChoose(chosen);
            // Without this, choosing the same file again would cause no change event.
            event.target.value = "";
          }}
        />
      </div>
    </div>
  );
}
