"use client";

import { useEffect, useState } from "react";
import { onDemand, whenIdle } from "./on-demand";

export type ToastMessage = { kind: "note" | "success" | "error"; text: string; description?: string };
type Options = { description?: string };

const Toasts = onDemand(() => import("./toasts").then((module) => module.Toasts));

/** The messages that were shown before the toast library had loaded. */
const waiting: ToastMessage[] = [];
let deliver: ((notice: ToastMessage) => void) | null = null;
let wake: (() => void) | null = null;

function show(kind: ToastMessage["kind"]) {
  return (text: string, { description }: Options = {}) => {
    const notice = { kind, text, description };
    if (deliver) return deliver(notice);
    waiting.push(notice);
    wake?.();
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

/**
 * The place of toasts, once in a layout. It is rendered before the first toast, because screen readers announce only
 * what appears in an element that existed before.
 */
export function Toaster() {
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    wake = () => setWanted(true);
    if (waiting.length > 0) setWanted(true);
    const stop = whenIdle(() => setWanted(true));
    return () => {
      wake = null;
      stop();
    };
  }, []);
  return isWanted ? <Toasts /> : null;
}
