import type { KeyboardEvent as ReactKeyboardEvent } from "react";

/**
 * Whether the key is the input method's, and means nothing to us. 229: Safari reports the Enter that ends a composition
 * after the composition.
 */
export function isComposing({ nativeEvent, keyCode }: ReactKeyboardEvent): boolean {
  return nativeEvent.isComposing || keyCode === 229;
}

type Key = Pick<KeyboardEvent, "key" | "code" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">;

/**
 * Whether the key is the one with `sign` on it. A layout that writes no Latin letters, as Cyrillic and Greek ones, has
 * none: there the key counts that has it on others, which is `code`.
 */
export function isKey({ key, code }: Key, sign: string, physical: string): boolean {
  if (/^[\x20-\x7e]$/.test(key)) return key.toLowerCase() === sign;
  return code === physical;
}

/** Whether it is `letter` with Ctrl or ⌘, and nothing else. */
export function isShortcut(event: Key, letter: string): boolean {
  if (event.altKey || event.shiftKey || event.ctrlKey === event.metaKey) return false;
  return isKey(event, letter, `Key${letter.toUpperCase()}`);
}

/** Whether people use fingers here: Enter on their keyboards breaks the line, and a focus brings the keyboard up. */
export function hasCoarsePointer(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}
