"use client";

import { useSyncExternalStore } from "react";
import { canRecord } from "./recording-format";

const never = () => () => {};

export function useCanRecord(): boolean {
  // The server draws the button, because nearly every browser can record, and it would appear late otherwise.
  return useSyncExternalStore(never, canRecord, () => true);
}
