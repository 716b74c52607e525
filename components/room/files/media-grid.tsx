"use client";

import { Film, MessageSquareText, Play } from "lucide-react";
import { AudioFile } from "@/components/messages/files/audio-file";
import { LightboxAhead } from "@/components/messages/files/lightbox-host";
import { lightboxView } from "@/components/messages/files/lightbox-store";
import { Button } from "@/components/ui/button";
import { Time } from "@/components/ui/time";
import { fileUrl } from "@/lib/files/file-url";
import { formatDuration } from "@/lib/files/format";
import { altOf } from "@/lib/files/labels";
import type { RoomFilesPage } from "@/lib/files/schema";
import type { MessagePlace } from "@/lib/messages/address";

type Sent = RoomFilesPage["files"][number];
type Props = { files: Sent[]; all: Sent[]; roomId: string; onJump: (place: MessagePlace) => void };

const isVisual = ({ file }: Sent) => file.kind !== "audio";

/**
 * Photos and videos as squares. A click opens one in the lightbox, among `all`. Sound files have a player in the list.
 */
export function MediaGrid({ files, all, roomId, onJump }: Props) {
  const open = (fileId: string) => {
    // In the lightbox left to right is old to new, as in the conversation.
    lightboxView.set({ items: all.filter(isVisual).reverse(), fileId, roomId, onJump });
  };
  const sound = files.filter((sent) => !isVisual(sent));
  return (
    <>
      <LightboxAhead />
      <ul className="grid grid-cols-3 gap-1 empty:hidden sm:max-md:grid-cols-5">
        {files.filter(isVisual).map((sent) => (
          <Tile key={sent.file.id} sent={sent} onOpen={() => open(sent.file.id)} onJump={() => onJump(sent)} />
        ))}
      </ul>
      <ul className="grid gap-1.5 pt-1.5 empty:hidden">
        {sound.map(({ file, author, sentAt, ...place }) => (
          <li key={file.id}>
            <AudioFile file={file} />
            <button
              type="button"
              onClick={() => onJump(place)}
              className="max-w-full truncate px-2 py-0.5 text-xs text-muted-foreground hover:text-foreground hover:underline"
            >
              <span className="sr-only">Go to the message with {file.name}: </span>
              <Time iso={sentAt} mode="short" /> · {author.displayName}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function Tile({ sent, onOpen, onJump }: { sent: Sent; onOpen: () => void; onJump: () => void }) {
  const { file, author } = sent;
  const pictureId = file.kind === "image" ? file.id : file.posterId;
  const name = altOf(file);
  return (
    <li className="group relative aspect-square overflow-hidden rounded-control bg-muted">
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={`Open ${name}, from ${author.displayName}`}
        onClick={onOpen}
        className="size-full cursor-zoom-in bg-cover bg-center -outline-offset-2"
        style={file.placeholder ? { backgroundImage: `url("${file.placeholder}")` } : undefined}
      >
        {pictureId && (
          // biome-ignore lint/performance/noImgElement: the server makes the small sizes itself.
          <img
            src={fileUrl(pictureId, 320)}
            alt=""
            loading="lazy"
            decoding="async"
            className="size-full object-cover"
          />
        )}
        {!pictureId && <Film aria-hidden className="mx-auto size-7 text-muted-foreground" strokeWidth={1.5} />}
        {file.kind === "video" && (
          <span className="absolute inset-s-1 bottom-1 flex items-center gap-1 rounded bg-popover/90 px-1 text-xs leading-4 tabular-nums">
            <Play aria-hidden className="size-3 fill-current" />
            {file.durationMs !== null && formatDuration(file.durationMs)}
          </span>
        )}
      </button>
      <Button
        variant="secondary"
        size="icon"
        aria-label={`Go to the message with ${name}`}
        onClick={onJump}
        className="absolute inset-e-1 top-1 size-7 min-h-0 min-w-0 bg-popover/90 opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:hidden"
      >
        <MessageSquareText aria-hidden />
      </Button>
    </li>
  );
}
