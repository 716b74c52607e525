import type { ClipboardEvent, KeyboardEvent } from "react";
import { isShortcut } from "@/components/ui/keyboard";
import type { TextEdit } from "./format-text";
import { insertText } from "./insert-text";

type Field = HTMLTextAreaElement;

const loadFormats = () => import("./format-text");

/** Loads the code of formats when the page is idle, because there may be no network later. */
export function preloadFormats(): void {
  void loadFormats().catch(() => {});
}

/** Formats the selection by Ctrl+B and Ctrl+I, or ⌘. Returns whether the key was one of these. */
export function formatByKey(event: KeyboardEvent<Field>): boolean {
  // Ctrl+B and Ctrl+F move the caret on a Mac.
  if (event.ctrlKey && /Mac|iPhone|iPad/.test(navigator.platform)) return false;
  const format = isShortcut(event, "b") ? "bold" : isShortcut(event, "i") ? "italic" : null;
  if (!format) return false;
  // This keeps browsers from opening bookmarks and page info.
  event.preventDefault();
  const field = event.currentTarget;
  void loadFormats().then(
    ({ toggleFormat }) => apply(field, toggleFormat(field.value, field.selectionStart, field.selectionEnd, format)),
    // Without a network and without the code the text stays as it is.
    () => {},
  );
  return true;
}

/** Makes the selection a link, when a link is pasted over it. Returns whether it was one. */
export function formatByPaste(event: ClipboardEvent<Field>): boolean {
  const field = event.currentTarget;
  const { value, selectionStart: start, selectionEnd: end } = field;
  const pasted = event.clipboardData.getData("text/plain").trim();
  if (start === end || !/^(https?:\/\/|mailto:)\S+$/i.test(pasted)) return false;
  event.preventDefault();
  const asItIs = { start, end, insert: pasted, selectStart: start + pasted.length, selectEnd: start + pasted.length };
  void loadFormats().then(
    ({ linkFromPaste }) => apply(field, linkFromPaste(value, start, end, pasted) ?? asItIs),
    () => apply(field, asItIs),
  );
  return true;
}

function apply(field: Field, { start, end, insert, selectStart, selectEnd }: TextEdit): void {
  insertText(field, start, end, insert);
  field.setSelectionRange(selectStart, selectEnd);
}
