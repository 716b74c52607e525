"use client";

import { SendHorizontal } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { AttachButton, RecordButton } from "./attach-button";
import { EmojiButton } from "./emoji-button";
import { FormattingHelp, HelpButton } from "./help-button";
import type { Attachments } from "./use-attachments";

type ToolsProps = {
  attachments: Attachments;
  canSend: boolean;
  /** The message waits for its files, and is sent when they have arrived. */
  isWaiting: boolean;
  /** The tools have a line of their own. */
  hasRoom: boolean;
  onRecord: () => void;
  onEmoji: (emoji: string) => void;
  onFocus: () => void;
  /** The sheet is the emoji picker for fingers. */
  isSheetOpen: boolean;
  onSheet: () => void;
};

/** The buttons beside the text field: files, emoji, voice message, help and Send. */
export function ComposerTools({ attachments, canSend, onRecord, ...props }: ToolsProps) {
  const [isHelpOpen, setHelpOpen] = useState(false);
  const onHelp = () => setHelpOpen(true);
  return (
    <>
      <AttachButton attachments={attachments} onRecord={onRecord} onHelp={onHelp} />
      <EmojiButton
        onClosed={props.onFocus}
        onChoose={props.onEmoji}
        isSheetOpen={props.isSheetOpen}
        onSheet={props.onSheet}
      />
      <RecordButton onRecord={onRecord} />
      {/* On a phone beside one line of text there is no room for it: there it is among what the clip offers. */}
      <HelpButton onHelp={onHelp} className={props.hasRoom ? "" : "max-sm:hidden"} />
      <Button
        type="submit"
        size="icon"
        aria-label="Send"
        disabled={!canSend}
        aria-busy={props.isWaiting}
        variant={canSend ? "default" : "ghost"}
        className="size-9 rtl:-scale-x-100"
        // The phone's keyboard stays open, so that nothing moves.
        onPointerDown={(event) => event.preventDefault()}
      >
        <SendHorizontal aria-hidden />
      </Button>
      {isHelpOpen && <FormattingHelp onClose={() => setHelpOpen(false)} />}
    </>
  );
}
