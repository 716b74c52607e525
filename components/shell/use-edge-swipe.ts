"use client";

import { type TouchEvent, useRef } from "react";
import { navigate } from "@/components/ui/client-navigation";

/**
 * In CSS px: a swipe begins at most this far from the edge, covers at least this distance, and drifts up or down by at
 * most this much.
 */
const START_MAX_PX = 28;
const DISTANCE_MIN_PX = 72;
const DRIFT_MAX_PX = 56;

/** Goes back one screen when a finger swipes in from the edge where lines of text begin. */
export function useEdgeSwipe() {
  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: (event: TouchEvent) => {
      const touch = event.touches[0];
      const isEdge = touch && event.touches.length === 1 && fromEdge(touch.clientX) < START_MAX_PX;
      start.current = isEdge && innerWidth < 768 ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: (event: TouchEvent) => {
      const from = start.current;
      const touch = event.changedTouches[0];
      start.current = null;
      if (!from || !touch) return;
      const isFar =
        Math.abs(touch.clientX - from.x) > DISTANCE_MIN_PX && Math.abs(touch.clientY - from.y) < DRIFT_MAX_PX;
      if (!isFar) return;
      if (/[?&](panel|thread)=/.test(location.search)) history.back();
      else navigate("/");
    },
    onTouchCancel: () => {
      start.current = null;
    },
  };
}

function fromEdge(x: number): number {
  return document.documentElement.dir === "rtl" ? innerWidth - x : x;
}
