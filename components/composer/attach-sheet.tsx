"use client";

import { Camera, CircleHelp, File, ImageIcon, Mic } from "lucide-react";
import { ActionSheet } from "@/components/ui/action-sheet";
import { VOICE_MESSAGE } from "@/lib/files/labels";
import { useCanRecord } from "./use-can-record";

type SheetProps = {
  onClose: () => void;
  onChoose: (accept: string, capture?: boolean) => void;
  onRecord: () => void;
  onHelp: () => void;
};

/**
 * The sheet of sources for files on a phone. It also leads to the help on formatting, for which a phone's message box
 * has no room.
 */
export function AttachSheet({ onClose, onChoose, onRecord, onHelp }: SheetProps) {
  const canRecord = useCanRecord();
  const choices = [
    { label: "Photos and videos", Icon: ImageIcon, run: () => onChoose("image/*,video/*") },
    { label: "Take a photo", Icon: Camera, run: () => onChoose("image/*", true) },
    { label: "Files", Icon: File, run: () => onChoose("") },
    ...(canRecord ? [{ label: VOICE_MESSAGE, Icon: Mic, run: onRecord }] : []),
    { label: "How to format a message", Icon: CircleHelp, run: onHelp },
  ];
  return <ActionSheet title="Attach" description="Add to the message" actions={choices} onClose={onClose} />;
}
