"use client";

import { useEffect, useState } from "react";
import { onDemand, whenIdle } from "./on-demand";
import { onFirstToast } from "./toast";

const Toasts = onDemand(() => import("./toasts").then((module) => module.Toasts));

/**
 * The place of toasts, once in a layout. It is rendered before the first toast, because screen readers announce only
 * what appears in an element that existed before.
 */
export function Toaster() {
  const [isWanted, setWanted] = useState(false);
  useEffect(() => {
    const want = () => setWanted(true);
    const stops = [onFirstToast(want), whenIdle(want)];
    return () => {
      for (const stop of stops) stop();
    };
  }, []);
  return isWanted ? <Toasts /> : null;
}
