"use client";

import { type ClipboardEvent, type KeyboardEvent, type RefObject, useId, useLayoutEffect } from "react";
import { isCoarse, isComposing } from "@/components/ui/keys";
import { onDemand } from "@/components/ui/on-demand";
import { closedEmoji, optionId } from "./completion";
import { knownEmojiNames, loadEmojiNames } from "./emoji-names";
import { insertText } from "./insert-text";
import { useCompletion } from "./use-completion";
import { pastedFiles } from "./use-file-drop";

const CompletionList = onDemand(() => import("./completion-list").then((module) => module.CompletionList));

type FieldProps = {
  field: RefObject<HTMLTextAreaElement | null>;
  roomId: string;
  viewerId: string;
  isDirect: boolean;
  text: string;
  placeholder: string;
  isInvalid: boolean;
  /** The id of what is said of the text. */
  noteId: string;
  onChange: (text: string) => void;
  onPasteFiles: (files: File[]) => void;
  onSend: () => void;
  /** These two: false when the key means nothing now. */
  onEscape: () => boolean;
  /** In an empty field. */
  onUp: () => boolean;
};

/** The message's text: grows with it, completes names and emoji, and knows the keys. */
export function MessageField(props: FieldProps) {
  const { field, text, placeholder } = props;
  const listId = useId();
  const completion = useCompletion({
    roomId: props.roomId,
    viewerId: props.viewerId,
    isDirect: props.isDirect,
    text,
    onChoose: (token, insert) =>
      insertText(field.current, token.start, field.current?.selectionStart ?? token.start, insert),
  });
  useGrowth(field, text);

  function change(value: string, caret: number) {
    props.onChange(value);
    completion.follow(value, caret, false);
    // By the time the name is closed, it should be known.
    if (value[caret - 1] === ":") void loadEmojiNames();
    const emoji = value.length > text.length ? closedEmoji(value, caret, knownEmojiNames()) : null;
    if (emoji) insertText(field.current, emoji.start, emoji.end, emoji.sign);
  }

  function onPaste(event: ClipboardEvent) {
    const files = pastedFiles(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    props.onPasteFiles(files);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isComposing(event) || completion.onKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey && !isCoarse()) {
      event.preventDefault();
      props.onSend();
    } else if (event.key === "Escape" && props.onEscape()) event.preventDefault();
    else if (event.key === "ArrowUp" && text === "" && props.onUp()) event.preventDefault();
  }

  return (
    <>
      {completion.isOpen && (
        <CompletionList
          id={listId}
          suggestions={completion.suggestions}
          index={completion.index}
          onChoose={completion.choose}
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
        aria-controls={completion.isOpen ? listId : undefined}
        aria-activedescendant={completion.isOpen ? optionId(listId, completion.index) : undefined}
        aria-invalid={props.isInvalid}
        aria-describedby={props.noteId}
        onChange={(event) => change(event.target.value, event.target.selectionStart)}
        onSelect={({ currentTarget: { value, selectionStart, selectionEnd } }) =>
          completion.follow(value, selectionStart, selectionStart !== selectionEnd)
        }
        onBlur={completion.close}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        className="field-sizing-content max-h-[min(40dvh,24rem)] min-h-9 flex-1 resize-none bg-transparent px-2.5 placeholder:truncate py-1.5 text-typed outline-none pointer-coarse:min-h-11 pointer-coarse:py-2.5"
      />
    </>
  );
}

/** Browsers without field-sizing need to be told the height. */
function useGrowth(field: RefObject<HTMLTextAreaElement | null>, text: string) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the text changes.
  useLayoutEffect(() => {
    const element = field.current;
    if (!element || CSS.supports("field-sizing", "content")) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [text, field]);
}
