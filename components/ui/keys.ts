import type { KeyboardEvent } from "react";

/**
 * Whether the key is the input method's, and means nothing to us. 229: Safari reports the Enter that ends a composition
 * after the composition.
 */
export function isComposing({ nativeEvent, keyCode }: KeyboardEvent): boolean {
  return nativeEvent.isComposing || keyCode === 229;
}

/** Whether people use fingers here: Enter on their keyboards breaks the line, and a focus brings the keyboard up. */
export function isCoarse(): boolean {
  return matchMedia("(pointer: coarse)").matches;
}
