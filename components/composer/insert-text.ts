/** At the caret, without the focus and the keyboard that comes with it; browsers' undo does not know of it. */
export function insertQuietly(field: HTMLTextAreaElement, insert: string): void {
  field.setRangeText(apart(field, field.selectionStart, insert), field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Puts `insert` in the place of what stands between `start` and `end`: as if typed, so that the browser's undo knows
 * it.
 */
export function insertText(field: HTMLTextAreaElement | null, start: number, end: number, insert: string): void {
  if (!field) return;
  const text = apart(field, start, insert);
  field.focus();
  field.setSelectionRange(start, end);
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/** With a space before the name of an emoji that would stand behind a letter or a digit, where it is none. */
const apart = ({ value }: HTMLTextAreaElement, at: number, insert: string): string =>
  insert.startsWith(":") && /[\p{L}\p{N}]$/u.test(value.slice(Math.max(0, at - 2), at)) ? ` ${insert}` : insert;
