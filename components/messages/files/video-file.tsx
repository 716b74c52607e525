"use client";

import { VideoOff } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { buttonVariants } from "@/components/ui/button-variants";
import { fileUrl } from "@/lib/files/file-url";
import { altOf } from "@/lib/files/labels";
import type { MessageFile } from "@/lib/files/message-file";
import { videoFrameOf } from "./picture-layout";
import { type PlaybackFailure, playbackFailureOf } from "./playback-failure";
import { silenceOthers } from "./silence-others";
import { useRetryWhenBack } from "./use-retry-when-back";

/** A video with the browser's own controls, in a box that has its size before the video has loaded. */
export function VideoFile({ file }: { file: MessageFile }) {
  const [failure, setFailure] = useState<PlaybackFailure | null>(null);
  useRetryWhenBack(failure?.canRetry === true, () => setFailure(null));
  return (
    <span
      className="relative block overflow-hidden rounded-card bg-muted"
      style={{
        ...videoFrameOf(file),
        backgroundImage: file.placeholder ? `url("${file.placeholder}")` : undefined,
        backgroundSize: "cover",
      }}
    >
      {failure ? (
        <span className="flex size-full flex-col items-center justify-center gap-2 bg-muted p-3 text-center text-meta text-muted-foreground">
          <VideoOff aria-hidden className="size-5" />
          <span role="alert">
            <bdi>{file.name}</bdi>: {failure.text}
          </span>
          <span className="flex gap-2">
            {failure.canRetry && (
              <Button variant="outline" size="sm" onClick={() => setFailure(null)}>
                Retry
              </Button>
            )}
            <a
              href={fileUrl(file.id)}
              download={file.name}
              className={buttonVariants({ variant: "outline", size: "sm" })}
            >
              Download
            </a>
          </span>
        </span>
      ) : (
        // biome-ignore lint/a11y/useMediaCaption: people's own videos come without captions.
        <video
          controls
          playsInline
          preload="metadata"
          src={fileUrl(file.id)}
          poster={file.posterId ? fileUrl(file.posterId, 800) : undefined}
          aria-label={altOf(file)}
          onPlay={(event) => silenceOthers(event.currentTarget)}
          onError={(event) => setFailure(playbackFailureOf(event.currentTarget, "video", file.type))}
          className="size-full bg-black/5 object-contain"
        />
      )}
    </span>
  );
}
