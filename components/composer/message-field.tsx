"use client";

import {
  type ClipboardEvent,
  type DragEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { hasCoarsePointer, isComposing } from "@/components/ui/keyboard";
import { whenIdle } from "@/components/ui/on-demand";
import { useAutoHeight } from "@/components/ui/use-auto-height";
import type { Actor } from "@/lib/rooms/policy";
import type { Room } from "@/lib/rooms/schema";
import { FieldCompletion } from "./composer-on-demand";
import type { CompletionHandle } from "./field-completion";
import { formatByKey, formatByPaste, preloadFormats } from "./formatting";
import { isTooLong, toTextFile } from "./long-text";
import { pastedFiles } from "./use-file-drop";

type FieldProps = {
  field: RefObject<HTMLTextAreaElement | null>;
  room: Room;
  viewer: Actor;
  text: string;
  placeholder: string;
  isInvalid: boolean;
  /** The id of the note about the text. */
  noteId: string;
  /** Lists the ids of the authors of recent messages, the latest first. */
  recentAuthors: () => readonly string[];
  onChange: (text: string) => void;
  onPasteFiles: (files: File[]) => void;
  /** Called with a file of the text, when that is too long for the field. */
  onLongText: (file: File) => void;
  onSend: () => void;
  /** Handles Escape. Returns false when it means nothing now. */
  onEscape: () => boolean;
  /** Called with a key that types nothing and has no modifier, when it is pressed in the empty field. */
  onKeyWhenEmpty: (key: string) => void;
};

/** The text field of a message. It grows with its text, completes names and emoji, and handles keys and pastes. */
export function MessageField(props: FieldProps) {
  const { field, text, placeholder } = props;
  const listId = useId();
  const completion = useRef<CompletionHandle>(null);
  const [canComplete, setCanComplete] = useState(false);
  const [activeId, setActiveId] = useState<string>();
  useAutoHeight(field, text);
  useEffect(() => whenIdle(preloadFormats), []);

  function change(value: string, caret: number) {
    props.onChange(value);
    if (/[@:]/.test(value.slice(Math.max(0, caret - 40), caret))) setCanComplete(true);
    completion.current?.follow(value.length > text.length);
  }

  /** Takes a pasted or dropped text that does not fit, as a file. Returns whether it did. */
  function isTaken(whole: string): boolean {
    if (!field.current || !isTooLong(field.current, whole)) return false;
    props.onLongText(toTextFile(whole));
    return true;
  }

  function onPaste(event: ClipboardEvent<HTMLTextAreaElement>) {
    const files = pastedFiles(event.clipboardData);
    if (files.length > 0) props.onPasteFiles(files);
    else if (!isTaken(event.clipboardData.getData("text/plain"))) return formatByPaste(event);
    event.preventDefault();
  }

  function onDrop(event: DragEvent) {
    if (isTaken(event.dataTransfer.getData("text/plain"))) event.preventDefault();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>) {
    if (isComposing(event) || completion.current?.onKey(event) || formatByKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey && !hasCoarsePointer()) {
      event.preventDefault();
      // A key that is held sends once.
      if (!event.repeat) props.onSend();
    } else if (event.key === "Escape" && props.onEscape()) event.preventDefault();
    else if (text === "" && typesNothing(event)) props.onKeyWhenEmpty(event.key);
  }

  return (
    <>
      {(canComplete || text.includes("@")) && (
        <FieldCompletion
          ref={completion}
          field={field}
          listId={listId}
          room={props.room}
          viewer={props.viewer}
          text={text}
          recentAuthors={props.recentAuthors}
          onActive={setActiveId}
        />
      )}
      <textarea
        ref={field}
        value={text}
        rows={1}
        dir="auto"
        name="message"
        autoComplete="off"
        placeholder={placeholder}
        aria-label={placeholder}
        aria-autocomplete="list"
        aria-controls={activeId && listId}
        aria-activedescendant={activeId}
        aria-invalid={props.isInvalid}
        aria-describedby={props.noteId}
        onChange={(event) => change(event.target.value, event.target.selectionStart)}
        onSelect={() => completion.current?.follow(false)}
        onBlur={() => completion.current?.close()}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onDrop={onDrop}
        className="field-sizing-content max-h-[min(40dvh,24rem)] min-h-9 flex-1 resize-none bg-transparent px-2.5 placeholder:truncate py-1.5 text-typed outline-none pointer-coarse:min-h-11 pointer-coarse:py-2.5"
      />
    </>
  );
}

function typesNothing({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): boolean {
  return key.length > 1 && !altKey && !ctrlKey && !metaKey && !shiftKey;
}
