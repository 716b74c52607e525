import type { KeyboardEvent as ReactKeyboardEvent } from "react";

/**
 * Whether the key belongs to an input method that is composing a character. Safari sends the Enter that ends a
 * composition after it has ended, with key code 229.
 */
export function isComposing({ nativeEvent, keyCode }: ReactKeyboardEvent): boolean {
  return nativeEvent.isComposing || keyCode === 229;
}

type Key = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/**
 * Whether the key has `sign` on it. Layouts without Latin letters, such as Cyrillic and Greek ones, have no such key;
 * there the physical key counts, which is `code`.
 */
export function isKey({ key, code }: Key, sign: string, physical: string): boolean {
  if (/^[\x20-\x7e]$/.test(key)) return key.toLowerCase() === sign;
  return code === physical;
}

/** Whether the key is `letter` with Ctrl or ⌘ and no other modifier. */
export function isShortcut(event: Key, letter: string): boolean {
  if (event.altKey || event.shiftKey || event.ctrlKey === event.metaKey) return false;
  return isKey(event, letter, `Key${letter.toUpperCase()}`);
}

/**
 * Whether the main pointer is a finger. On such devices Enter breaks the line, and a focused field opens the on-screen
 * keyboard.
 */
export function hasCoarsePointer(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}
