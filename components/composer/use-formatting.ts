"use client";

import { type ClipboardEvent, type KeyboardEvent, type RefObject, useEffect } from "react";
import { isShortcut } from "@/components/ui/keys";
import { whenIdle } from "@/components/ui/on-demand";
import type { Change } from "./format-text";
import { insertText } from "./insert-text";

/** Loaded when first needed, or when the page rests: later there may be no network. */
const loadFormats = () => import("./format-text");

/** The keys that format what is selected, and a link that is pasted over it. Both return whether they took the event. */
export function useFormatting(field: RefObject<HTMLTextAreaElement | null>) {
  useEffect(() => whenIdle(() => void loadFormats().catch(() => {})), []);

  function change(make: (formats: Awaited<ReturnType<typeof loadFormats>>, element: HTMLTextAreaElement) => Change) {
    void loadFormats().then(
      (formats) => {
        const element = field.current;
        if (!element) return;
        const { start, end, insert, selectStart, selectEnd } = make(formats, element);
        insertText(element, start, end, insert);
        element.setSelectionRange(selectStart, selectEnd);
      },
      // Without a network and without its code the text stays as it is.
      () => {},
    );
  }

  return {
    onKey: (event: KeyboardEvent): boolean => {
      const format = isShortcut(event, "b") ? "bold" : isShortcut(event, "i") ? "italic" : null;
      if (!format) return false;
      // The browsers' own: bookmarks and page info.
      event.preventDefault();
      change(({ toggleFormat }, { value, selectionStart, selectionEnd }) =>
        toggleFormat(value, selectionStart, selectionEnd, format),
      );
      return true;
    },
    onPaste: (event: ClipboardEvent<HTMLTextAreaElement>): boolean => {
      const { value, selectionStart, selectionEnd } = event.currentTarget;
      const pasted = event.clipboardData.getData("text/plain").trim();
      if (selectionStart === selectionEnd || !/^(https?:\/\/|mailto:)\S+$/i.test(pasted)) return false;
      event.preventDefault();
      change(
        ({ linkOver }) =>
          linkOver(value, selectionStart, selectionEnd, pasted) ?? {
            start: selectionStart,
            end: selectionEnd,
            insert: pasted,
            selectStart: selectionStart + pasted.length,
            selectEnd: selectionStart + pasted.length,
          },
      );
      return true;
    },
  };
}
