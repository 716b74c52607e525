"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether JavaScript has taken over: false on the server and in the first client render. For what would do nothing before. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
