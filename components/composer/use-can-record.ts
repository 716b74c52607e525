"use client";

import { useSyncExternalStore } from "react";
import { canRecord } from "./recording";

const never = () => () => {};

export function useCanRecord(): boolean {
  // Nearly every browser can: drawn by the server it does not come late.
  return useSyncExternalStore(never, canRecord, () => true);
}
