"use client";

import { type Ref, useEffect, useId, useImperativeHandle, useRef, useState } from "react";
import { toast } from "@/components/ui/toast";
import { cn } from "@/lib/cn";
import type { ConversationKey } from "@/lib/messages/conversation-key";
import type { Message } from "@/lib/messages/schema";
import type { PendingMessage } from "@/lib/messages/timeline";
import type { Actor } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";
import { trimText } from "@/lib/text";
import { checkMessage } from "./check-message";
import { ComposerNote } from "./composer-note";
import { AttachmentTray, EmojiSheet, MentionAllQuestion, ReplyBanner, VoiceRecorder } from "./composer-on-demand";
import { ComposerTools } from "./composer-tools";
import { insertQuietly, insertText } from "./insert-text";
import { toTextFile } from "./long-text";
import { MessageField } from "./message-field";
import { type AttachmentBatch, useAttachments } from "./use-attachments";
import { useDraft } from "./use-draft";
import { useMultiline } from "./use-multiline";
import { useRecording } from "./use-recording";
import { useSend } from "./use-send";

export type ComposerHandle = {
  focus: () => void;
  /** Appends the text and the files of an unsent message to the draft. */
  takeBack: (pending: PendingMessage) => Promise<void>;
  attach: (files: readonly File[]) => void;
};

type ComposerProps = {
  ref?: Ref<ComposerHandle>;
  conversation: ConversationKey;
  viewer: Actor;
  /** The room of the conversation. */
  room: Room;
  /** Whether what is sent is drawn in the room, and not in a thread alone. */
  isToRoom: boolean;
  /** The placeholder names the room that the message goes to. */
  placeholder: string;
  replyTo: Message | null;
  onCancelReply: () => void;
  /** Lists the ids of the authors of recent messages, the latest first. */
  recentAuthors: () => readonly string[];
  onSend: (body: string, sending?: AttachmentBatch) => void;
  onTyping: () => void;
  /** Called when a file is attached for the first time on this page. */
  onFirstFile: () => void;
  /** Called with a key that types nothing, as ↑, when it is pressed in the empty box. */
  onKeyWhenEmpty: (key: string) => void;
};

/** The message box: the text, its attachments and the buttons. It never loses what was typed. */
export function Composer(props: ComposerProps) {
  const { conversation, viewer, room, replyTo, placeholder } = props;
  const viewerId = viewer.id;
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const noteId = useId();
  const draft = useDraft(viewerId, conversation, setText);
  const attachments = useAttachments(viewerId, conversation, props.onFirstFile);
  const voice = useRecording(field, attachments, props.onSend);
  const [isSheetOpen, setSheetOpen] = useState(false);
  const isTall = useMultiline(field, text);
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

  // A text that was typed before this script ran wins over the draft.
  useEffect(() => {
    const left = draft.load();
    const typed = field.current?.value;
    setText(typed || left);
    if (typed && typed !== left) draft.save(typed);
  }, [draft.load, draft.save]);
  useEffect(() => {
    if (replyTo) field.current?.focus();
  }, [replyTo]);

  const note = checkMessage(text, attachments.count);
  const hasContent = trimText(text) !== "" || attachments.count > 0 || attachments.isArriving;
  const canSend = hasContent && !note.isProblem;

  const { send, isWaiting, asked, answer } = useSend({
    text,
    canSend,
    attachments,
    onSend: props.onSend,
    onSent: () => {
      setText("");
      draft.save("", true);
      focus();
    },
  });

  function attachText(file: File) {
    attachments.attach([file]);
    toast.note("Long text goes as a file.", { description: "It is attached to your message." });
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
        <div
          className={cn(
            "flex items-end justify-end gap-0.5 p-1",
            isTall && "max-sm:flex-wrap max-sm:*:[textarea]:basis-full",
            voice.isRecording && "hidden",
          )}
        >
          <MessageField
            field={field}
            room={room}
            viewer={viewer}
            text={text}
            placeholder={placeholder}
            isInvalid={note.isProblem}
            noteId={noteId}
            recentAuthors={props.recentAuthors}
            onChange={(value) => {
              write(value);
              if (value.trim() !== "") props.onTyping();
            }}
            onPasteFiles={attachments.attach}
            onLongText={attachText}
            onSend={send}
            onEscape={() => {
              if (replyTo) props.onCancelReply();
              return replyTo !== null;
            }}
            onKeyWhenEmpty={props.onKeyWhenEmpty}
          />
          <ComposerTools
            attachments={attachments}
            canSend={canSend}
            isWaiting={isWaiting}
            hasRoom={isTall}
            onRecord={voice.start}
            onEmoji={(emoji) => {
              const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
              insertText(field.current, selectionStart, selectionEnd, emoji);
            }}
            onFocus={focus}
            isSheetOpen={isSheetOpen}
            onSheet={() => setSheetOpen(!isSheetOpen)}
          />
        </div>
      </div>
      <ComposerNote
        id={noteId}
        note={note}
        onAttachText={() => {
          attachments.attach([toTextFile(text)]);
          write("");
          focus();
        }}
      />
      {asked && (
        <MentionAllQuestion body={asked.body} room={room} viewer={viewer} isToRoom={props.isToRoom} onAnswer={answer} />
      )}
      {isSheetOpen && (
        <EmojiSheet
          field={field}
          onClose={() => setSheetOpen(false)}
          onChoose={(emoji) => field.current && insertQuietly(field.current, emoji)}
        />
      )}
    </form>
  );
}
