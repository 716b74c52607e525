/** At the caret, without the focus and the keyboard that comes with it; browsers' undo does not know of it. */
export function insertQuietly(field: HTMLTextAreaElement, insert: string): void {
  field.setRangeText(insert, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Puts `insert` in the place of what stands between `start` and `end`: as if typed, so that the browser's undo knows
 * it.
 */
export function insertText(field: HTMLTextAreaElement | null, start: number, end: number, insert: string): void {
  if (!field) return;
  field.focus();
  field.setSelectionRange(start, end);
  if (document.execCommand("insertText", false, insert)) return;
  field.setRangeText(insert, start, end, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}
