/**
 * Five times what a message can have. So much can still be cut down by hand; browsers take seconds to draw a megabyte
 * in a text field, and then a fifth of a second for each key.
 */
const FIELD_MAX = 40_000;

/** Whether `text` would make what stands in the field longer than it can hold. */
export function isTooLong(field: HTMLTextAreaElement, text: string): boolean {
  const chosen = field.selectionEnd - field.selectionStart;
  return field.value.length - chosen + text.length > FIELD_MAX;
}

export function toTextFile(text: string): File {
  return new File([text], "Pasted text.txt", { type: "text/plain" });
}
