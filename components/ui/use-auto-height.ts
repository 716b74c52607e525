"use client";

import { type RefObject, useLayoutEffect } from "react";

/** Sets the height of a text field to that of its text, in browsers without field-sizing. */
export function useAutoHeight(field: RefObject<HTMLTextAreaElement | null>, text: string): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height changes whenever the text does.
  useLayoutEffect(() => {
    const element = field.current;
    const box = element?.parentElement;
    if (!element || !box || CSS.supports("field-sizing", "content")) return;
    // The box keeps its height while the field is measured, because a list above it would lose its scroll position.
    box.style.minHeight = `${box.offsetHeight}px`;
    element.style.height = "auto";
    const borders = element.offsetHeight - element.clientHeight;
    element.style.height = `${element.scrollHeight + borders}px`;
    box.style.minHeight = "";
  }, [text, field]);
}
