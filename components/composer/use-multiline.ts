"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/** A little more than the height of a field with one line, for fingers or a mouse. */
const ONE_LINE_PX = 56;

/**
 * Returns whether the text has had several lines since it was last empty. With more room it may have one line again.
 */
export function useMultiline(field: RefObject<HTMLTextAreaElement | null>, text: string): boolean {
  const [isTall, setTall] = useState(false);
  useLayoutEffect(() => {
    if (text === "") setTall(false);
    else if (!isTall && (text.includes("\n") || (field.current?.offsetHeight ?? 0) > ONE_LINE_PX)) setTall(true);
  }, [text, isTall, field]);
  return isTall && text !== "";
}
