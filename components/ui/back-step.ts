"use client";

import { useEffect, useEffectEvent } from "react";

/** In the state of an entry of the browser's history: how many steps of ours lead to it. */
const KEY = "parleySteps";

type Step = { onBack: () => void; url: string | URL };

const steps: Step[] = [];
/** A way back that we asked for is under way: it ends with a popstate of its own. */
let isLeaving = false;
let timer: ReturnType<typeof setTimeout> | undefined;
// Before all others: what they find in the address is settled then.
if (typeof window !== "undefined") window.addEventListener("popstate", onPop);

/**
 * A step in the browser's history for what opens over the page, so that the back button (on a phone the only one there
 * is) closes it and stays on the page: then `onBack` is called. `url` is the address meanwhile. Returns what to call
 * when it was closed in another way.
 */
export function openStep(onBack: () => void, url: string | URL = location.href): () => void {
  const step = { onBack, url };
  steps.push(step);
  if (!isLeaving) enter();
  return () => {
    const index = steps.indexOf(step);
    if (index < 0) return;
    steps.splice(index, 1);
    // What closes together goes back together: in between, the address would open it again.
    clearTimeout(timer);
    timer = setTimeout(leave);
  };
}

/** Whether the page stands on a step that nothing has opened: it was loaded anew, or reached with "forward". */
export const isOnStep = (): boolean => depth() > steps.length;

/** The back button closes what is open over the page, instead of leaving the page. */
export function useBackCloses(isOpen: boolean, onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useEffect(() => (isOpen ? openStep(() => close()) : undefined), [isOpen]);
}

function enter(): void {
  // Next reads what is written here, without a request; a copy of its own state it would take for its own.
  for (const { url } of steps.slice(depth())) history.pushState({ [KEY]: depth() + 1 }, "", url);
}

function leave(): void {
  if (isLeaving || !isOnStep()) return;
  isLeaving = true;
  history.go(steps.length - depth());
}

function onPop(): void {
  if (isLeaving) {
    isLeaving = false;
    // Opened or closed meanwhile.
    enter();
    leave();
    return;
  }
  for (const { onBack } of steps.splice(depth()).reverse()) onBack();
}

function depth(): number {
  const known = history.state?.[KEY];
  return typeof known === "number" ? known : 0;
}
