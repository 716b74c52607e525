"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/** One line of text in the field, for fingers or a mouse, and a little. */
const ONE_LINE_PX = 56;

/** Whether the text had several lines: it stays so until it is empty, since with more room it may have one again. */
export function useMultiline(field: RefObject<HTMLTextAreaElement | null>, text: string): boolean {
  const [isTall, setTall] = useState(false);
  useLayoutEffect(() => {
    if (text === "") setTall(false);
    else if (!isTall && (text.includes("\n") || (field.current?.offsetHeight ?? 0) > ONE_LINE_PX)) setTall(true);
  }, [text, isTall, field]);
  return isTall && text !== "";
}
