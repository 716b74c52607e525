"use client";

import { useEffect, useState } from "react";
import { onDemand, whenIdle } from "./on-demand";

export type ToastMessage = { kind: "note" | "success" | "error"; text: string; description?: string };
type Options = { description?: string };

const Toasts = onDemand(() => import("./toasts").then((module) => module.Toasts));

/** What was said before the library was there to show it. */
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

/** Says something shortly at the edge of the page. */
export const toast = { note: show("note"), success: show("success"), error: show("error") };

/** Whoever draws notices takes them here, those that wait first. Returns how to stop. */
export function subscribeToToasts(listener: (notice: ToastMessage) => void): () => void {
  deliver = listener;
  for (const notice of waiting.splice(0)) listener(notice);
  return () => {
    deliver = null;
  };
}

/** Where short notices appear, once in a layout. Screen readers hear only what appears in a place that was there before. */
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
