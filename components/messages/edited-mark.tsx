"use client";

import { useState } from "react";
import { onDemand } from "@/components/ui/on-demand";
import { Time } from "@/components/ui/time";
import type { Message } from "@/lib/messages/schema";

const VersionsDialog = onDemand(() => import("./rare-parts").then((module) => module.VersionsDialog), { isRare: true });

/** Says behind a text that it was edited, and opens what it said before. */
export function EditedMark({ message, at }: { message: Message; at: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        className="relative ms-1.5 text-xs text-muted-foreground select-none hover:underline touch-target"
        onClick={() => setOpen(true)}
      >
        (edited<span className="sr-only"> </span>
        <Time iso={at} mode="full" className="sr-only" />)
      </button>
      {isOpen && <VersionsDialog message={message} onClose={() => setOpen(false)} />}
    </>
  );
}
