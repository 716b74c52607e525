"use client";

import { SendHorizontal, Square, Trash2 } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { formatDuration, spokenDuration } from "@/lib/files/format";
import { type Recorded, type Recording, startRecording, VOICE_MAX_MS } from "./recording";

type RecorderProps = { onSend: (recorded: Recorded) => void; onClose: () => void };

/** In the place of the message box: record, listen, and send or discard. Escape discards. */
export function VoiceRecorder({ onSend, onClose }: RecorderProps) {
  const [recording, setRecording] = useState<Recording | null>(null);
  const [recorded, setRecorded] = useState<Recorded | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const stopButton = useRef<HTMLButtonElement>(null);
  const sendButton = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    let isGone = false;
    let current: Recording | null = null;
    startRecording().then(
      (started) => {
        current = started;
        if (isGone) return started.discard();
        setRecording(started);
      },
      (error: Error) => !isGone && setProblem(error.message),
    );
    return () => {
      isGone = true;
      current?.discard();
    };
  }, []);
  useEffect(() => {
    if (recording && !recorded) stopButton.current?.focus();
    if (recorded) sendButton.current?.focus();
  }, [recording, recorded]);

  const stop = () => void recording?.stop().then(setRecorded);
  return (
    <fieldset
      aria-label="Voice message"
      className="flex min-h-11 items-center gap-2 p-1"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <Button
        variant="ghost"
        size="icon"
        className="size-9 text-muted-foreground hover:text-destructive"
        aria-label={problem ? "Close" : "Discard the recording"}
        onClick={onClose}
      >
        <Trash2 aria-hidden className="size-5" />
      </Button>
      {problem ? (
        <p role="alert" className="min-w-0 flex-1 text-meta text-destructive">
          {problem}
        </p>
      ) : recorded ? (
        <Listen recorded={recorded} />
      ) : recording ? (
        <Running recording={recording} onFull={stop} />
      ) : (
        <p role="status" className="min-w-0 flex-1 text-meta text-muted-foreground">
          Waiting for the microphone…
        </p>
      )}
      {recorded ? (
        <Button
          ref={sendButton}
          size="icon"
          className="size-9 rtl:-scale-x-100"
          aria-label="Send the voice message"
          onClick={() => onSend(recorded)}
        >
          <SendHorizontal aria-hidden />
        </Button>
      ) : (
        recording && (
          <Button
            ref={stopButton}
            variant="secondary"
            size="icon"
            className="size-9"
            aria-label="Stop recording"
            onClick={stop}
          >
            <Square aria-hidden className="fill-current" />
          </Button>
        )
      )}
    </fieldset>
  );
}

const BARS = 40;
const TICK_MS = 100;

function Running({ recording, onFull }: { recording: Recording; onFull: () => void }) {
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
      <span role="timer" aria-label={`Recording, ${spokenDuration(elapsedMs)}`} className="text-sm tabular-nums">
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

function Listen({ recorded }: { recorded: Recorded }) {
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
