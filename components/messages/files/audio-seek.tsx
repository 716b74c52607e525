"use client";

import { useEffect, useState } from "react";
import { describeDuration, formatDuration } from "@/lib/files/format";
import type { SeekProps } from "./audio-file";

const STEP_S = 5;

/** The slider of a sound, which is dragged or moved by the arrow keys, with position and length. */
export function AudioSeek({ audio, file, label }: SeekProps) {
  const { at, length } = useProgress(audio, file.durationMs);
  const seek = (seconds: number) => {
    if (audio.current) audio.current.currentTime = Math.min(Math.max(0, seconds), length);
  };
  return (
    <div className="flex h-5 items-center gap-2 text-xs text-muted-foreground tabular-nums">
      <input
        type="range"
        aria-label={`Position in ${label}`}
        aria-valuetext={`${describeDuration(at * 1000)} of ${describeDuration(length * 1000)}`}
        min={0}
        max={length || 1}
        step="any"
        value={Math.min(at, length)}
        onChange={(event) => seek(event.currentTarget.valueAsNumber)}
        onKeyDown={(event) => {
          const steps: Record<string, number> = {
            ArrowLeft: -STEP_S,
            ArrowDown: -STEP_S,
            ArrowRight: STEP_S,
            ArrowUp: STEP_S,
          };
          const step = steps[event.key];
          if (step === undefined) return;
          event.preventDefault();
          seek(at + step);
        }}
        className="h-5 min-w-0 flex-1 touch-reach"
      />
      <span className="shrink-0">
        {formatDuration(at * 1000)} / {formatDuration(length * 1000)}
      </span>
    </div>
  );
}

/** Returns the length in seconds. The sender's browser has measured what this one does not know of a recording. */
function useProgress(audio: SeekProps["audio"], durationMs: number | null) {
  const [at, setAt] = useState(0);
  const [length, setLength] = useState((durationMs ?? 0) / 1000);
  useEffect(() => {
    const element = audio.current;
    if (!element) return;
    const look = () => {
      setAt(element.currentTime);
      if (Number.isFinite(element.duration)) setLength(element.duration);
    };
    look();
    const events = ["timeupdate", "seeked", "durationchange", "loadedmetadata", "ended"];
    for (const name of events) element.addEventListener(name, look);
    return () => {
      for (const name of events) element.removeEventListener(name, look);
    };
  }, [audio]);
  return { at, length };
}
