"use client";

import { Camera, File, ImageIcon, Mic } from "lucide-react";
import { useBackCloses } from "@/components/ui/back-step";
import { Sheet, SheetContent, SheetDescription, SheetTitle } from "@/components/ui/sheet";
import { ACCEPT } from "@/lib/uploads/limits";
import { useCanRecord } from "./attach-button";

type SheetProps = { onClose: () => void; onChoose: (accept: string, capture?: boolean) => void; onRecord: () => void };

/** Where a phone's files come from. */
export function AttachSheet({ onClose, onChoose, onRecord }: SheetProps) {
  const canRecord = useCanRecord();
  useBackCloses(true, onClose);
  const choices = [
    { label: "Photos and videos", Icon: ImageIcon, run: () => onChoose("image/*,video/*") },
    { label: "Take a photo", Icon: Camera, run: () => onChoose("image/*", true) },
    { label: "Files", Icon: File, run: () => onChoose(ACCEPT) },
    ...(canRecord ? [{ label: "Voice message", Icon: Mic, run: onRecord }] : []),
  ];
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent side="bottom" hideClose className="p-2">
        <SheetTitle className="sr-only">Attach</SheetTitle>
        <SheetDescription className="px-3 py-2 text-meta text-muted-foreground">Add to the message</SheetDescription>
        {choices.map(({ label, Icon, run }) => (
          <button
            key={label}
            type="button"
            onClick={() => {
              // First: browsers open a chooser only while the touch counts.
              run();
              onClose();
            }}
            className="flex h-12 w-full items-center gap-3 rounded-control px-3 text-start text-message active:bg-accent"
          >
            <Icon aria-hidden className="size-5 opacity-70" />
            {label}
          </button>
        ))}
      </SheetContent>
    </Sheet>
  );
}
