"use client";

import { useEffect, useEffectEvent } from "react";

/** The number of our own steps that lead to an entry of the browser's history, kept in the entry's state. */
const KEY = "parleySteps";

type Step = { onBack: () => void; url: string | URL };
/** Ends a step of which what was open was closed in another way than by going back. */
export type EndStep = (() => void) & {
  /** Gives the step another address, where something else has taken the place of what was open. */
  moveTo: (url: URL) => void;
};

const steps: Step[] = [];
/** We have called history.go and wait for its popstate event. */
let isLeaving = false;
let timer: ReturnType<typeof setTimeout> | undefined;
// The listener is registered before all others, which then find the final address.
if (typeof window !== "undefined") window.addEventListener("popstate", onPopState);

/**
 * Adds a step to the browser's history for something that opens over the page. The back button, on a phone the only one
 * there is, then closes it by calling `onBack` and stays on the page. `url` is the address while it is open. Returns a
 * function for when it was closed in another way.
 */
export function pushHistoryStep(onBack: () => void, url: string | URL = location.href): EndStep {
  const step = { onBack, url };
  steps.push(step);
  if (!isLeaving) pushMissingSteps();
  const end = () => {
    const index = steps.indexOf(step);
    if (index < 0) return;
    steps.splice(index, 1);
    // Things that close in the same moment go back in one step, because an address in between would open one of them
    // again.
    clearTimeout(timer);
    timer = setTimeout(goBackToSteps);
  };
  return Object.assign(end, {
    moveTo: (next: URL) => {
      step.url = next;
      if (!isLeaving) writeAddress();
    },
  });
}

/**
 * Whether the page stands on a history step that it has not pushed itself: it was reloaded, or reached with the forward
 * button.
 */
export const isOnHistoryStep = (): boolean => stepsInHistory() > steps.length;

/** Lets the back button close what is open over the page, instead of leaving the page. */
export function useCloseOnBack(isOpen: boolean, onClose: () => void): void {
  const close = useEffectEvent(onClose);
  useEffect(() => (isOpen ? pushHistoryStep(() => close()) : undefined), [isOpen]);
}

function pushMissingSteps(): void {
  // Next's router takes up the new address without a request. The state must not be a copy of Next's own, which Next
  // would take for one of its entries.
  for (const { url } of steps.slice(stepsInHistory())) history.pushState({ [KEY]: stepsInHistory() + 1 }, "", url);
}

/** Writes the address of the step that the history is on, which may have moved while another step was above it. */
function writeAddress(): void {
  const url = steps.length === stepsInHistory() && steps.at(-1)?.url;
  if (url && String(url) !== location.href) history.replaceState({ [KEY]: steps.length }, "", url);
}

function goBackToSteps(): void {
  if (isLeaving || !isOnHistoryStep()) return;
  isLeaving = true;
  history.go(steps.length - stepsInHistory());
}

function onPopState(): void {
  if (isLeaving) {
    isLeaving = false;
    // Something may have been opened or closed while history.go was under way.
    pushMissingSteps();
    goBackToSteps();
    if (!isLeaving) writeAddress();
    return;
  }
  for (const { onBack } of steps.splice(stepsInHistory()).reverse()) onBack();
  writeAddress();
}

/** How many of our own steps lead to where the page stands. */
export function stepsInHistory(): number {
  const known = history.state?.[KEY];
  return typeof known === "number" ? known : 0;
}
