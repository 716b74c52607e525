"use client";

import { type RefObject, useLayoutEffect } from "react";

/** Browsers without field-sizing need to be told the height of a text field that grows with its text. */
export function useAutoHeight(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever the text changes.
  useLayoutEffect(() => {
    const element = field.current;
    const box = element?.parentElement;
    if (!element || !box || CSS.supports("field-sizing", "content")) return;
    // What stands around it must not move while it is measured: a list above would lose its place.
    box.style.minHeight = `${box.offsetHeight}px`;
    element.style.height = "auto";
    const borders = element.offsetHeight - element.clientHeight;
    element.style.height = `${element.scrollHeight + borders}px`;
    box.style.minHeight = "";
  }, [text, field]);
}
