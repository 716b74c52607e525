"use client";

type Options = {
  description?: string;
  /** A button, which also ends the toast. */
  action?: { label: string; onClick: () => void };
  /** In milliseconds; a few seconds without. */
  duration?: number;
};
export type ToastMessage = { kind: "note" | "success" | "error"; text: string } & Options;

/** The messages that were shown before the toast library had loaded. */
const waiting: ToastMessage[] = [];
let deliver: ((notice: ToastMessage) => void) | null = null;
/** Loads what draws toasts. */
let load: (() => void) | null = null;

function show(kind: ToastMessage["kind"]) {
  return (text: string, options?: Options) => {
    const notice = { kind, text, ...options };
    if (deliver) return deliver(notice);
    waiting.push(notice);
    load?.();
  };
}

/** Shows a short message at the edge of the page. */
export const toast = { note: show("note"), success: show("success"), error: show("error") };

/** Registers the component that draws toasts, and gives it those that wait. Returns a function that ends this. */
export function subscribeToToasts(listener: (notice: ToastMessage) => void): () => void {
  deliver = listener;
  for (const notice of waiting.splice(0)) listener(notice);
  return () => {
    deliver = null;
  };
}

/** Calls `listener` as soon as there is a toast that nobody draws yet. Returns a function that ends this. */
export function onFirstToast(listener: () => void): () => void {
  load = listener;
  if (waiting.length > 0) listener();
  return () => {
    load = null;
  };
}
