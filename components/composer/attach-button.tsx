"use client";

import { Mic, Paperclip } from "lucide-react";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { hasCoarsePointer } from "@/components/ui/keyboard";
import { AttachSheet } from "./composer-on-demand";
import type { Attachments } from "./use-attachments";
import { useCanRecord } from "./use-can-record";

type AttachProps = { attachments: Attachments; onRecord: () => void; onHelp: () => void };

/** Opens the file chooser at once for a mouse or a keyboard, and a sheet of choices for fingers. */
export function AttachButton({ attachments, onRecord, onHelp }: AttachProps) {
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);

  function choose(accept: string, capture = false) {
    const element = input.current;
    if (!element) return;
    element.accept = accept;
    element.toggleAttribute("capture", capture);
    element.click();
  }

  return (
    <>
      <Button
        variant="ghost"
        size="icon"
        className="size-9 text-muted-foreground hover:text-foreground"
        aria-label="Attach files"
        onPointerEnter={attachments.prepare}
        onFocus={attachments.prepare}
        onClick={() => (hasCoarsePointer() ? setOpen(true) : choose(""))}
      >
        <Paperclip aria-hidden className="size-5" />
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label="Files to attach"
        onChange={({ currentTarget }) => {
          const files = [...(currentTarget.files ?? [])];
          // An empty value lets the same file be chosen again.
          currentTarget.value = "";
          if (files.length > 0) attachments.attach(files);
        }}
      />
      {isOpen && <AttachSheet onClose={() => setOpen(false)} onChoose={choose} onRecord={onRecord} onHelp={onHelp} />}
    </>
  );
}

/** The button is drawn where the browser can record. Fingers find it in the sheet of choices. */
export function RecordButton({ onRecord }: { onRecord: () => void }) {
  if (!useCanRecord()) return null;
  return (
    <Button
      variant="ghost"
      size="icon"
      className="size-9 text-muted-foreground hover:text-foreground pointer-coarse:hidden"
      aria-label="Record a voice message"
      onClick={onRecord}
    >
      <Mic aria-hidden className="size-5" />
    </Button>
  );
}
