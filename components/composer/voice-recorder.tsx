"use client";

import { SendHorizontal, Square, Trash2 } from "lucide-react";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { VOICE_MESSAGE } from "@/lib/files/labels";
import { type Recorded, type Recording, startRecording } from "./recording";
import type { AttachmentBatch, Attachments } from "./use-attachments";
import { RecordingPlayer, RunningRecording } from "./voice-parts";

type RecorderProps = {
  voice: Attachments["voice"];
  onSend: (sending: AttachmentBatch) => void;
  onClose: () => void;
};

/**
 * Takes the place of the text field to record, play, and send or discard a voice message. Escape discards. When the
 * page or the room is left, the recording becomes a file of the draft.
 */
export function VoiceRecorder({ voice, onSend, onClose }: RecorderProps) {
  const [recording, setRecording] = useState<Recording | null>(null);
  const [recorded, setRecorded] = useState<Recorded | null>(null);
  const [keptId, setKeptId] = useState<string | null>(null);
  const [isKeeping, setKeeping] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const stopButton = useRef<HTMLButtonElement>(null);
  const sendButton = useRef<HTMLButtonElement>(null);
  const isDiscarded = useRef(false);
  const isStopped = useRef(false);
  const keep = useEffectEvent(keepIt);
  const letGo = useEffectEvent(() => voice.letGo());

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
      if (isDiscarded.current) current?.discard();
      // The room was left while the recording ran.
      else if (current && !isStopped.current) void current.stop().then(keep);
      letGo();
    };
  }, []);
  useWarning(recording !== null && keptId === null);
  useEffect(() => {
    if (recording && !recorded) stopButton.current?.focus();
    if (recorded) sendButton.current?.focus();
  }, [recording, recorded]);

  /**
   * Stores a finished recording and returns its id. When it cannot be shared, the tray says why, and it stays here to
   * be sent again.
   */
  async function keepIt(finished: Recorded): Promise<string | null> {
    setKeeping(true);
    const id = await voice.keep(finished);
    setKeeping(false);
    if (id !== null && isDiscarded.current) voice.discard(id);
    else setKeptId(id);
    return id;
  }

  function stop() {
    isStopped.current = true;
    void recording?.stop().then((finished) => {
      setRecorded(finished);
      return keepIt(finished);
    });
  }

  function discard() {
    isDiscarded.current = true;
    if (keptId) voice.discard(keptId);
    onClose();
  }

  async function send(finished: Recorded) {
    const id = keptId ?? (await keepIt(finished));
    const sending = id && (await voice.take(id));
    if (sending) onSend(sending);
  }

  return (
    <fieldset
      aria-label={VOICE_MESSAGE}
      className="flex min-h-11 items-center gap-2 p-1"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        event.stopPropagation();
        discard();
      }}
    >
      <Button
        variant="ghost"
        size="icon"
        className="size-9 text-muted-foreground hover:text-destructive"
        aria-label={problem ? "Close" : "Discard the recording"}
        onClick={discard}
      >
        <Trash2 aria-hidden className="size-5" />
      </Button>
      {problem ? (
        <p role="alert" className="min-w-0 flex-1 text-meta text-destructive">
          {problem}
        </p>
      ) : recorded ? (
        <RecordingPlayer recorded={recorded} />
      ) : recording ? (
        <RunningRecording recording={recording} onFull={stop} />
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
          loading={isKeeping}
          onClick={() => void send(recorded)}
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

/** Warns before the page is left while a recording runs, because it is stored only when it has ended. */
function useWarning(isNeeded: boolean) {
  useEffect(() => {
    if (!isNeeded) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", warn);
    return () => window.removeEventListener("beforeunload", warn);
  }, [isNeeded]);
}
