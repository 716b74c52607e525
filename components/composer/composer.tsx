"use client";

import { SendHorizontal } from "lucide-react";
import {
  type ClipboardEvent,
  type KeyboardEvent,
  type Ref,
  Suspense,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
} from "react";
import { flushSync } from "react-dom";
import { Button } from "@/components/ui/button";
import { lazyPart } from "@/components/ui/lazy-part";
import { onDemand } from "@/components/ui/on-demand";
import { cn } from "@/lib/cn";
import { BODY_MAX, type Message } from "@/lib/messages/schema";
import type { PendingMessage } from "@/lib/messages/timeline";
import { isStorable, lengthOf } from "@/lib/text";
import { FILES_PER_MESSAGE_MAX } from "@/lib/uploads/limits";
import { AttachButton, RecordButton } from "./attach-button";
import { closedEmoji, optionId, withEmoji } from "./completion";
import { EmojiButton } from "./emoji-button";
import { knownEmojiNames, loadEmojiNames } from "./emoji-names";
import type { Recorded } from "./recording";
import { ReplyBanner } from "./reply-banner";
import { type Sending, useAttachments } from "./use-attachments";
import { useCompletion } from "./use-completion";
import { useDraft } from "./use-draft";
import { pastedFiles } from "./use-file-drop";

const AttachmentTray = lazyPart(() => import("./attachment-tray").then((module) => module.AttachmentTray));
const VoiceRecorder = lazyPart(() => import("./voice-recorder").then((module) => module.VoiceRecorder));

const CompletionList = onDemand(() => import("./completion-list").then((module) => module.CompletionList));

/** From here on the remaining characters are shown. */
const COUNT_FROM = BODY_MAX - 500;

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

/** Where one writes: grows with the text, completes names and emoji, and never loses what was typed. */
export function Composer(props: ComposerProps) {
  const { roomId, viewerId, replyTo } = props;
  const [text, setText] = useState("");
  const field = useRef<HTMLTextAreaElement>(null);
  const listId = useId();
  const draft = useDraft(viewerId, roomId, setText);
  const attachments = useAttachments(viewerId, roomId, props.onFirstFile);
  const [isRecording, setRecording] = useState(false);
  const [sendWanted, setSendWanted] = useState<{ refusals: number } | null>(null);
  const completion = useCompletion({
    roomId,
    viewerId,
    isDirect: props.isDirect,
    onChoose: (token, insert) => replace(token.start, field.current?.selectionStart ?? token.start, insert),
  });
  useImperativeHandle(props.ref, () => ({
    focus: () => field.current?.focus(),
    takeBack: (pending) => {
      const whole = [text, pending.body].filter((part) => part.trim() !== "").join("\n");
      setText(whole);
      draft.save(whole);
      field.current?.focus();
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
  useGrowth(field, text);

  const length = lengthOf(text.trim());
  const problem = problemOf(text, length, attachments.count);
  const canSend = (length > 0 || attachments.count > 0 || attachments.isArriving) && !problem;
  // Whoever drops a file and presses Enter at once means both. Where one cannot be had, they should know first.
  useEffect(() => {
    if (!sendWanted || attachments.isArriving) return;
    setSendWanted(null);
    if (attachments.refusals.length === sendWanted.refusals) send();
  });

  function change(value: string, caret: number) {
    setText(value);
    draft.save(value);
    completion.follow(value, caret, false);
    if (value.trim() !== "") props.onTyping();
    // By the time the name is closed, it should be known.
    if (value[caret - 1] === ":") void loadEmojiNames();
    const emoji = value.length > text.length ? closedEmoji(value, caret, knownEmojiNames()) : null;
    if (emoji) replace(emoji.start, emoji.end, emoji.sign);
  }

  /** As if typed, so that the browser's undo knows it. */
  function replace(start: number, end: number, insert: string) {
    const element = field.current;
    if (!element) return;
    element.focus();
    element.setSelectionRange(start, end);
    if (document.execCommand("insertText", false, insert)) return;
    element.setRangeText(insert, start, end, "end");
    element.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function send() {
    if (!canSend) return;
    if (attachments.isArriving) return setSendWanted({ refusals: attachments.refusals.length });
    props.onSend(withEmoji(text.trim(), knownEmojiNames()), attachments.count > 0 ? attachments.take() : undefined);
    setText("");
    draft.save("");
    completion.close();
    field.current?.focus();
  }

  function onPaste(event: ClipboardEvent) {
    const files = pastedFiles(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    attachments.attach(files);
  }

  async function sendVoice({ file, durationMs }: Recorded) {
    stopRecording();
    const sending = await attachments.record(file, durationMs);
    if (sending) props.onSend("", sending);
  }

  function stopRecording() {
    // Shown again first: what is hidden takes no focus.
    flushSync(() => setRecording(false));
    field.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    // 229: Safari reports the Enter that ends a composition after the composition.
    if (event.nativeEvent.isComposing || event.keyCode === 229 || completion.onKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey && !isCoarse()) {
      event.preventDefault();
      send();
    } else if (event.key === "Escape" && replyTo) {
      event.preventDefault();
      props.onCancelReply();
    } else if (event.key === "ArrowUp" && text === "" && props.onEditLast()) event.preventDefault();
  }

  return (
    <form
      className="relative"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {completion.isOpen && (
        <CompletionList
          id={listId}
          suggestions={completion.suggestions}
          index={completion.index}
          onChoose={completion.choose}
        />
      )}
      <div
        className={cn(
          "overflow-hidden rounded-card border border-input bg-card transition-colors focus-within:border-ring focus-within:ring-1 focus-within:ring-ring",
          problem && "border-destructive focus-within:border-destructive focus-within:ring-destructive",
        )}
      >
        {replyTo && <ReplyBanner message={replyTo} onCancel={props.onCancelReply} />}
        {attachments.uploads && attachments.list.length + attachments.refusals.length > 0 && (
          <Suspense>
            <AttachmentTray attachments={attachments} onEmptied={() => field.current?.focus()} />
          </Suspense>
        )}
        {isRecording && (
          <Suspense fallback={<div className="min-h-11" />}>
            <VoiceRecorder onSend={sendVoice} onClose={stopRecording} />
          </Suspense>
        )}
        <div className={cn("flex items-end gap-0.5 p-1", isRecording && "hidden")}>
          <textarea
            ref={field}
            value={text}
            rows={1}
            dir="auto"
            name="message"
            autoComplete="off"
            enterKeyHint={undefined}
            placeholder={props.placeholder}
            aria-label={props.placeholder}
            aria-autocomplete="list"
            aria-controls={completion.isOpen ? listId : undefined}
            aria-activedescendant={completion.isOpen ? optionId(listId, completion.index) : undefined}
            aria-invalid={problem !== null}
            aria-describedby={`${listId}-count`}
            onChange={(event) => change(event.target.value, event.target.selectionStart)}
            onSelect={({ currentTarget: { value, selectionStart, selectionEnd } }) =>
              completion.follow(value, selectionStart, selectionStart !== selectionEnd)
            }
            onBlur={completion.close}
            onKeyDown={onKeyDown}
            onPaste={onPaste}
            className="field-sizing-content max-h-[min(40dvh,24rem)] min-h-9 flex-1 resize-none bg-transparent px-2.5 placeholder:truncate py-1.5 text-typed outline-none pointer-coarse:min-h-11 pointer-coarse:py-2.5"
          />
          <AttachButton attachments={attachments} onRecord={() => setRecording(true)} />
          <EmojiButton
            onClosed={() => field.current?.focus()}
            onChoose={(emoji) => {
              const { selectionStart = 0, selectionEnd = 0 } = field.current ?? {};
              replace(selectionStart, selectionEnd, emoji);
            }}
          />
          <RecordButton onRecord={() => setRecording(true)} />
          <Button
            type="submit"
            size="icon"
            aria-label="Send"
            disabled={!canSend}
            aria-busy={sendWanted !== null}
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
        id={`${listId}-count`}
        role={problem ? "alert" : undefined}
        className={cn("px-1 text-xs", problem ? "text-destructive" : "text-muted-foreground")}
      >
        {problem ?? (length > COUNT_FROM ? `${(BODY_MAX - length).toLocaleString()} characters left` : "")}
      </p>
    </form>
  );
}

function problemOf(text: string, length: number, files: number): string | null {
  if (files > FILES_PER_MESSAGE_MAX)
    return `A message can have at most ${FILES_PER_MESSAGE_MAX} files. Take ${files - FILES_PER_MESSAGE_MAX} out.`;
  if (!isStorable(text)) return "The message contains characters that cannot be stored.";
  if (length <= BODY_MAX) return null;
  const over = (length - BODY_MAX).toLocaleString();
  return `${over} ${length === BODY_MAX + 1 ? "character" : "characters"} too many. A message can have ${BODY_MAX.toLocaleString()}; send the rest in another one.`;
}

function isCoarse(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}

/** Browsers without field-sizing need to be told the height. */
function useGrowth(field: React.RefObject<HTMLTextAreaElement | null>, text: string) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the text changes.
  useLayoutEffect(() => {
    const element = field.current;
    if (!element || CSS.supports("field-sizing", "content")) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [text, field]);
}
