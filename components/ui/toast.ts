"use client";

export type ToastMessage = { kind: "note" | "success" | "error"; text: string; description?: string };
type Options = { description?: string };

/** The messages that were shown before the toast library had loaded. */
const waiting: ToastMessage[] = [];
let deliver: ((notice: ToastMessage) => void) | null = null;
/** Loads what draws toasts. */
let load: (() => void) | null = null;

function show(kind: ToastMessage["kind"]) {
  return (text: string, { description }: Options = {}) => {
    const notice = { kind, text, description };
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
