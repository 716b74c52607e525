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
if (typeof window !== "undefined") window.addEventListener("popstate", onPopState);

/**
 * A step in the browser's history for what opens over the page, so that the back button (on a phone the only one there
 * is) closes it and stays on the page: then `onBack` is called. `url` is the address meanwhile. Returns what to call
 * when it was closed in another way.
 */
export function pushHistoryStep(onBack: () => void, url: string | URL = location.href): () => void {
  const step = { onBack, url };
  steps.push(step);
  if (!isLeaving) pushMissingSteps();
  return () => {
    const index = steps.indexOf(step);
    if (index < 0) return;
    steps.splice(index, 1);
    // What closes together goes back together: in between, the address would open it again.
    clearTimeout(timer);
    timer = setTimeout(goBackToSteps);
  };
}

/** Whether the page stands on a step that nothing has opened: it was loaded anew, or reached with "forward". */
export const isOnHistoryStep = (): boolean => stepsInHistory() > steps.length;

/** The back button closes what is open over the page, instead of leaving the page. */
export function useCloseOnBack(isOpen: boolean, onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useEffect(() => (isOpen ? pushHistoryStep(() => close()) : undefined), [isOpen]);
}

function pushMissingSteps(): void {
  // Next reads what is written here, without a request; a copy of its own state it would take for its own.
  for (const { url } of steps.slice(stepsInHistory())) history.pushState({ [KEY]: stepsInHistory() + 1 }, "", url);
}

function goBackToSteps(): void {
  if (isLeaving || !isOnHistoryStep()) return;
  isLeaving = true;
  history.go(steps.length - stepsInHistory());
}

function onPopState(): void {
  if (isLeaving) {
    isLeaving = false;
    // Opened or closed meanwhile.
    pushMissingSteps();
    goBackToSteps();
    return;
  }
  for (const { onBack } of steps.splice(stepsInHistory()).reverse()) onBack();
}

function stepsInHistory(): number {
  const known = history.state?.[KEY];
  return typeof known === "number" ? known : 0;
}
