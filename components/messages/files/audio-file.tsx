"use client";

import { Pause, Play } from "lucide-react";
import { type RefObject, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { onDemand, usePreload } from "@/components/ui/on-demand";
import { fileUrl } from "@/lib/files/file-url";
import { formatDuration } from "@/lib/files/format";
import { titleOfSound } from "@/lib/files/labels";
import type { MessageFile } from "@/lib/files/message-file";
import { DownloadButton } from "./document-file";
import { AudioCard } from "./file-cards";
import { SoundName } from "./file-name";
import { isUnsupportedMedia, type PlaybackFailure, playbackFailureOf } from "./playback-failure";
import { silenceOthers } from "./silence-others";

const AudioSeek = onDemand(() => import("./audio-seek").then((module) => module.AudioSeek), { isRare: true });

type Playing = { audio: RefObject<HTMLAudioElement | null>; file: MessageFile; label: string };
export type SeekProps = Playing;

/** A sound that is played in its row, with a button, its position and its length. */
export function AudioFile({ file }: { file: MessageFile }) {
  usePreload(AudioSeek);
  const audio = useRef<HTMLAudioElement>(null);
  const [isPlaying, setPlaying] = useState(false);
  const [wasPlayed, setWasPlayed] = useState(false);
  const [failure, setFailure] = useState<PlaybackFailure | null>(null);
  const label = titleOfSound(file);

  function toggle() {
    const element = audio.current;
    if (!element) return;
    setWasPlayed(true);
    if (isPlaying) return element.pause();
    if (failure) element.load();
    setFailure(null);
    // A pause before the sound began is no failure.
    element.play().catch((error) => isUnsupportedMedia(error) && fail(element));
  }

  function fail(element: HTMLAudioElement) {
    setPlaying(false);
    setFailure(playbackFailureOf(element, "sound", file.type));
  }

  return (
    <AudioCard label={label}>
      {/* biome-ignore lint/a11y/useMediaCaption: people's own recordings come without captions. */}
      <audio
        ref={audio}
        src={fileUrl(file.id)}
        preload={file.durationMs === null ? "metadata" : "none"}
        onPlay={(event) => {
          silenceOthers(event.currentTarget);
          setPlaying(true);
        }}
        onPause={() => setPlaying(false)}
        onEnded={() => setPlaying(false)}
        onError={(event) => fail(event.currentTarget)}
      />
      <Button
        size="icon"
        variant="secondary"
        onClick={toggle}
        onPointerEnter={AudioSeek.preload}
        aria-label={`${isPlaying ? "Pause" : failure ? "Retry" : "Play"} ${label}`}
        disabled={failure?.canRetry === false}
        className="size-10 rounded-full"
      >
        {isPlaying ? <Pause aria-hidden className="fill-current" /> : <Play aria-hidden className="fill-current" />}
      </Button>
      <div className="min-w-0 text-sm leading-5">
        <SoundName file={file} />
        {failure ? (
          <p role="alert" className="text-xs text-destructive">
            {failure.text}
          </p>
        ) : wasPlayed ? (
          <AudioSeek audio={audio} file={file} label={label} />
        ) : (
          <AtRest durationMs={file.durationMs} />
        )}
      </div>
      <DownloadButton file={file} />
    </AudioCard>
  );
}

/** Shows the length at the place of the player, before the sound is first played. */
function AtRest({ durationMs }: { durationMs: number | null }) {
  return (
    <div className="flex h-5 items-center gap-2 text-xs text-muted-foreground tabular-nums">
      <span aria-hidden className="h-1 flex-1 rounded-full bg-foreground/15" />
      {durationMs !== null && formatDuration(durationMs)}
    </div>
  );
}
