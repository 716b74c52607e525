"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/**
 * Whether JavaScript has taken over: false on the server and in the first client render. Controls that would do nothing
 * before that are drawn by it.
 */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
