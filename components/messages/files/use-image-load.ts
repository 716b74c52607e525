"use client";

import { type RefObject, useCallback, useLayoutEffect, useState } from "react";

import { useRetryWhenBack } from "./use-retry-when-back";

export type ImageLoadState = "loading" | "loaded" | "failed";

/**
 * Returns the load state of a picture, also of one that loaded before hydration. `retry` loads it again; the caller
 * uses `attempt` as the key of the image.
 */
export function useImageLoad(image: RefObject<HTMLImageElement | null>) {
  const [state, setState] = useState<ImageLoadState>("loading");
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each attempt is another element.
  useLayoutEffect(() => {
    const element = image.current;
    if (element?.complete && element.currentSrc) setState(element.naturalWidth > 0 ? "loaded" : "failed");
  }, [image, attempt]);
  const retry = useCallback(() => {
    setState("loading");
    setAttempt((count) => count + 1);
  }, []);
  useRetryWhenBack(state === "failed", retry);
  const handlers = { onLoad: () => setState("loaded"), onError: () => setState("failed") };
  return { state, attempt, retry, handlers };
}
