"use client";

import { useSyncExternalStore } from "react";
import { onRecentSearches, recentSearches } from "@/lib/search/browser/recent-searches";

const NONE: readonly string[] = [];

/** This person's searches on this device, the latest first. The server knows of none. */
export function useRecentSearches(viewerId: string): readonly string[] {
  return useSyncExternalStore(
    onRecentSearches,
    () => recentSearches(viewerId),
    () => NONE,
  );
}
