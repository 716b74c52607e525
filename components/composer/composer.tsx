"use client";

import { SendHorizontal } from "lucide-react";
import { type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { onDemand } from "@/components/ui/on-demand";
import { cn } from "@/lib/cn";
import type { Message } from "@/lib/messages/schema";
import type { PendingMessage } from "@/lib/messages/timeline";
import { trimmedText } from "@/lib/text";
import { AttachButton, RecordButton } from "./attach-button";
import { withEmoji } from "./completion";
import { EmojiButton } from "./emoji-button";
import { knownEmojiNames } from "./emoji-names";
import { insertText } from "./insert-text";
import { MessageField } from "./message-field";
import { noteOn } from "./note";
import { ReplyBanner } from "./reply-banner";
import { type Sending, useAttachments, useOnceArrived } from "./use-attachments";
import { useDraft } from "./use-draft";
import { useRecording } from "./use-recording";

// Not rare: why a file cannot be had should be said without a network too.
const AttachmentTray = onDemand(() => import("./attachment-tray").then((module) => module.AttachmentTray), {
  meanwhile: null,
});
const VoiceRecorder = onDemand(() => import("./voice-recorder").then((module) => module.VoiceRecorder), {
  isRare: true,
  meanwhile: <div className="min-h-11" />,
});

export type ComposerHandle = {
  focus: () => void;
  /** Puts an unsent message's text and files behind what is there. */
  takeBack: (pending: PendingMessage) => Promise<void>;
  attach: (files: readonly File[]) => void;
};

type ComposerProps = {
  ref?: Ref<ComposerHandle>;
  roomId: string;
  viewerId: string;
  isDirect: boolean;
  /** Says where the message goes. */
  placeholder: string;
  replyTo: Message | null;
  onCancelReply: () => void;
  onSend: (body: string, sending?: Sending) => void;
  onTyping: () => void;
  /** Something is attached, for the first time on this page. */
  onFirstFile: () => void;
  /** ↑ in an empty box. False when there is nothing to edit. */
  onEditLast: () => boolean;
};

/** Where one writes: the text, what goes with it, and the ways to send it. It never loses what was typed. */
export function Composer(props: ComposerProps) {
  const { roomId, viewerId, replyTo, placeholder } = props;
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const noteId = useId();
  const draft = useDraft(viewerId, roomId, setText);
  const attachments = useAttachments(viewerId, roomId, props.onFirstFile);
  const voice = useRecording(field, attachments, props.onSend);
  const onceArrived = useOnceArrived(attachments, send);
  const focus = () => field.current?.focus();

  function write(value: string) {
    setText(value);
    draft.save(value);
  }

  useImperativeHandle(props.ref, () => ({
    focus,
    takeBack: (pending) => {
      write([text, pending.body].filter((part) => part.trim() !== "").join("\n"));
      focus();
      return attachments.takeBack(pending);
    },
    attach: attachments.attach,
  }));

  // What was typed before this script ran comes first.
  useEffect(() => {
    const left = draft.load();
    setText(field.current?.value || left);
  }, [draft.load]);
  useEffect(() => {
    if (replyTo) field.current?.focus();
  }, [replyTo]);

  const note = noteOn(text, attachments.count);
  const hasContent = trimmedText(text) !== "" || attachments.count > 0 || attachments.isArriving;
  const canSend = hasContent && !note.isProblem;

  function send() {
    if (!canSend) return;
    if (attachments.isArriving) return onceArrived.wait();
    props.onSend(
      withEmoji(trimmedText(text), knownEmojiNames()),
      attachments.count > 0 ? attachments.take() : undefined,
    );
    write("");
    focus();
  }

  return (
    <form
      className="relative"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div
        className={cn(
          "overflow-hidden rounded-card border border-input bg-card transition-colors focus-within:border-ring focus-within:ring-1 focus-within:ring-ring",
          note.isProblem && "border-destructive focus-within:border-destructive focus-within:ring-destructive",
        )}
      >
        {replyTo && <ReplyBanner message={replyTo} onCancel={props.onCancelReply} />}
        {attachments.list.length + attachments.refusals.length > 0 && (
          <AttachmentTray attachments={attachments} onEmptied={focus} />
        )}
        {voice.isRecording && <VoiceRecorder voice={attachments.voice} onSend={voice.send} onClose={voice.stop} />}
        <div className={cn("flex items-end gap-0.5 p-1", voice.isRecording && "hidden")}>
          <MessageField
            field={field}
            roomId={roomId}
            viewerId={viewerId}
            isDirect={props.isDirect}
            text={text}
            placeholder={placeholder}
            isInvalid={note.isProblem}
            noteId={noteId}
            onChange={(value) => {
              write(value);
              if (value.trim() !== "") props.onTyping();
            }}
            onPasteFiles={attachments.attach}
            onSend={send}
            onEscape={() => {
              if (replyTo) props.onCancelReply();
              return replyTo !== null;
            }}
            onUp={props.onEditLast}
          />
          <AttachButton attachments={attachments} onRecord={voice.start} />
          <EmojiButton
            onClosed={focus}
            onChoose={(emoji) => {
              const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
              insertText(field.current, selectionStart, selectionEnd, emoji);
            }}
          />
          <RecordButton onRecord={voice.start} />
          <Button
            type="submit"
            size="icon"
            aria-label="Send"
            disabled={!canSend}
            aria-busy={onceArrived.isWaiting}
            variant={canSend ? "default" : "ghost"}
            className="size-9 rtl:-scale-x-100"
            // The keyboard stays open, and with it the place.
            onPointerDown={(event) => event.preventDefault()}
          >
            <SendHorizontal aria-hidden />
          </Button>
        </div>
      </div>
      <p
        id={noteId}
        role={note.isProblem ? "alert" : undefined}
        className={cn("px-1 text-xs", note.isProblem ? "text-destructive" : "text-muted-foreground")}
      >
        {note.words}
      </p>
    </form>
  );
}
