/**
 * Five times the length of a message, which can still be cut down by hand. Browsers take seconds to draw a megabyte in
 * a text field, and then a fifth of a second for each key.
 */
const FIELD_MAX = 40_000;

/** Returns whether the field would be too long with `text` in place of its selection. */
export function isTooLong(field: HTMLTextAreaElement, text: string): boolean {
  const chosen = field.selectionEnd - field.selectionStart;
  return field.value.length - chosen + text.length > FIELD_MAX;
}

export function toTextFile(text: string): File {
  return new File([text], "Pasted text.txt", { type: "text/plain" });
}
