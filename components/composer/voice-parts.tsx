"use client";

import { useEffect, useRef, useState } from "react";
import { describeDuration, formatDuration } from "@/lib/files/format";
import { type Recorded, type Recording, VOICE_MAX_MS } from "./recording";

const BARS = 40;
const TICK_MS = 100;

/** Shows the length and the loudness of a running recording. */
export function RunningRecording({ recording, onFull }: { recording: Recording; onFull: () => void }) {
  const [{ elapsedMs, levels }, setNow] = useState({ elapsedMs: 0, levels: [] as number[] });
  const full = useRef(onFull);
  full.current = onFull;
  useEffect(() => {
    const timer = setInterval(() => {
      const now = recording.elapsedMs();
      setNow(({ levels }) => ({ elapsedMs: now, levels: [...levels, recording.level()].slice(-BARS) }));
      if (now >= VOICE_MAX_MS) full.current();
    }, TICK_MS);
    return () => clearInterval(timer);
  }, [recording]);
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2">
      <span aria-hidden className="size-2.5 shrink-0 animate-pulse rounded-full bg-destructive" />
      <span role="timer" aria-label={`Recording, ${describeDuration(elapsedMs)}`} className="text-sm tabular-nums">
        {formatDuration(Math.floor(elapsedMs / 1000) * 1000)}
      </span>
      <span role="status" className="sr-only">
        Recording
      </span>
      <div aria-hidden className="flex h-6 min-w-0 flex-1 items-center justify-end gap-0.5 overflow-hidden">
        {levels.map((level, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: bars have no identity; they only move on.
            key={index}
            className="w-0.5 shrink-0 rounded-full bg-primary"
            style={{ height: `${Math.max(12, level * 100)}%` }}
          />
        ))}
      </div>
    </div>
  );
}

/** Plays a recording before it is sent. */
export function RecordingPlayer({ recorded }: { recorded: Recorded }) {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(recorded.file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [recorded]);
  return (
    <div className="flex min-w-0 flex-1 items-center gap-2">
      {/* biome-ignore lint/a11y/useMediaCaption: nobody has captions of what was just said. */}
      <audio controls src={url} aria-label="The recording" className="h-9 min-w-0 flex-1" />
      <span className="text-meta text-muted-foreground tabular-nums">{formatDuration(recorded.durationMs)}</span>
    </div>
  );
}
