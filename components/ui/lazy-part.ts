"use client";

import { type ComponentType, type LazyExoticComponent, lazy } from "react";

const RETRY_MS = 3000;

/**
 * A part of a page that is loaded when it is first drawn. React's own `lazy` breaks the page for good when that fails,
 * as it does without a network: this one waits for it, and its Suspense goes on showing the fallback.
 */
// biome-ignore lint/suspicious/noExplicitAny: what React's own lazy asks of a component.
export function lazyPart<T extends ComponentType<any>>(load: () => Promise<T>): LazyExoticComponent<T> {
  return lazy(async () => ({ default: await persist(load) }));
}

async function persist<T>(load: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await load();
    } catch {
      await networkOrLater();
    }
  }
}

function networkOrLater(): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener("online", done);
      resolve();
    };
    const timer = setTimeout(done, RETRY_MS);
    window.addEventListener("online", done);
  });
}
