"use client";

import { useCallback, useEffect, useRef } from "react";

const SAVE_MS = 300;

/** What is typed but not sent, kept in this browser for each person and room. */
export function useDraft(viewerId: string, roomId: string) {
  const key = `parley:draft:${viewerId}:${roomId}`;
  const unsaved = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const flush = useCallback(() => {
    clearTimeout(timer.current);
    if (unsaved.current === null) return;
    try {
      if (unsaved.current === "") localStorage.removeItem(key);
      else localStorage.setItem(key, unsaved.current);
    } catch {
      // Storage is full or forbidden: the text stays in the field.
    }
    unsaved.current = null;
  }, [key]);

  const save = useCallback(
    (text: string) => {
      unsaved.current = text;
      clearTimeout(timer.current);
      if (text === "") flush();
      else timer.current = setTimeout(flush, SAVE_MS);
    },
    [flush],
  );

  const load = useCallback((): string => {
    try {
      return localStorage.getItem(key) ?? "";
    } catch {
      return "";
    }
  }, [key]);

  useEffect(() => {
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [flush]);

  return { save, load };
}
