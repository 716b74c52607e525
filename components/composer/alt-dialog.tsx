"use client";

import { useState } from "react";
import { useBackCloses } from "@/components/ui/back-step";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Textarea } from "@/components/ui/textarea";
import type { Upload } from "@/lib/uploads/client-file";
import { ALT_MAX } from "@/lib/uploads/limits";

type AltDialogProps = { upload: Upload; onSave: (alt: string) => void; onClose: () => void };

/** What a picture shows, in words for who cannot see it. */
export function AltDialog({ upload: { file, preview }, onSave, onClose }: AltDialogProps) {
  const [alt, setAlt] = useState(file.alt);
  useBackCloses(true, onClose);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            // It stands inside the message's own form.
            event.stopPropagation();
            onSave(alt.trim());
            onClose();
          }}
        >
          <DialogHeader>
            <DialogTitle>Describe the picture</DialogTitle>
            <DialogDescription>For people who cannot see it. What matters in it?</DialogDescription>
          </DialogHeader>
          <DialogBody className="grid gap-3">
            {preview && (
              // biome-ignore lint/performance/noImgElement: it is in this browser's memory.
              <img
                src={preview}
                alt={file.name}
                className="mx-auto max-h-[min(40dvh,16rem)] rounded-control object-contain"
              />
            )}
            <Textarea
              aria-label="Description"
              dir="auto"
              rows={3}
              autoFocus
              maxLength={ALT_MAX}
              value={alt}
              onChange={(event) => setAlt(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
                event.preventDefault();
                event.currentTarget.form?.requestSubmit();
              }}
            />
          </DialogBody>
          <DialogFooter>
            <Button variant="outline" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit">Save</Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
