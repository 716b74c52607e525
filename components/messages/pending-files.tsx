"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { formatSize } from "@/lib/files/format";
import { loadUploads } from "@/lib/messages/outbox/outboxes";
import type { PendingFile, PendingMessage } from "@/lib/messages/timeline";
import { messageOwner } from "@/lib/uploads/browser/file-owners";
import type { Upload } from "@/lib/uploads/browser/upload";
import type { Uploads } from "@/lib/uploads/browser/uploads";
import { useConversation } from "./conversation-context";
import {
  PendingAudio,
  PendingDocument,
  type PendingFileView,
  PendingPicture,
  PendingVideo,
} from "./files/pending-file";
import { PictureFrames } from "./files/picture-frames";

const NONE: readonly Upload[] = [];
const unheard = () => () => {};

/** The files of an unsent message with the progress of each, at the places that they will have when it is sent. */
export function PendingFiles({ viewerId, pending }: { viewerId: string; pending: PendingMessage }) {
  const list = useUploads(viewerId, pending.clientId);
  const seen = useRef(new Map<string, Upload>());
  for (const upload of list) seen.current.set(upload.file.id, upload);
  // The measures stay known until the server has the message.
  const files = (pending.files ?? []).map((file) => toWaiting(file, seen.current.get(file.id)));
  const pictures = files.filter(({ kind }) => kind === "image");
  const rest = ["video", "audio", "document"].flatMap((kind) => files.filter((file) => file.kind === kind));
  // When all files are uploaded, the message itself is being sent.
  const canCancel = pending.status !== "failed" && list.some(({ status }) => status !== "ready");
  const first = pictures[0] ?? rest[0];
  const cancel = (file: PendingFileView) => (canCancel && file === first ? <CancelButton pending={pending} /> : null);
  return (
    <div className="flex flex-col items-start gap-1.5 py-1">
      {pictures[0] && (
        <Cancellable cancel={cancel(pictures[0])}>
          <PictureFrames
            files={pictures}
            draw={(file, frame) => <PendingPicture key={file.id} file={file} {...frame} />}
          />
        </Cancellable>
      )}
      {rest.map((file) =>
        file.kind === "video" ? (
          <Cancellable key={file.id} cancel={cancel(file)}>
            <PendingVideo file={file} />
          </Cancellable>
        ) : file.kind === "audio" ? (
          <PendingAudio key={file.id} file={file} end={cancel(file)} />
        ) : (
          <PendingDocument key={file.id} file={file} end={cancel(file)} />
        ),
      )}
    </div>
  );
}

/** The button lies over the corner of a picture. */
function Cancellable({ cancel, children }: { cancel: ReactNode; children: ReactNode }) {
  return (
    <div className="relative w-full">
      {children}
      {cancel && <div className="absolute start-2 top-2 rounded-control bg-popover/90">{cancel}</div>}
    </div>
  );
}

function CancelButton({ pending }: { pending: PendingMessage }) {
  const { takeBack } = useConversation();
  const [isBusy, setBusy] = useState(false);
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-label="Cancel sending, and edit"
      title="Cancel sending, and edit"
      loading={isBusy}
      onClick={() => {
        setBusy(true);
        void takeBack(pending).finally(() => setBusy(false));
      }}
    >
      <X aria-hidden />
    </Button>
  );
}

function useUploads(viewerId: string, clientId: string): readonly Upload[] {
  const [uploads, setUploads] = useState<Uploads | null>(null);
  useEffect(() => {
    void loadUploads().then(
      (module) => setUploads(module.uploadsOf(viewerId)),
      () => {},
    );
  }, [viewerId]);
  const owner = messageOwner(clientId);
  return useSyncExternalStore(
    uploads?.subscribe ?? unheard,
    () => uploads?.listOf(owner) ?? NONE,
    () => NONE,
  );
}

function toWaiting(file: PendingFile, upload: Upload | undefined): PendingFileView {
  const isRefused = upload?.status === "refused";
  return {
    ...file,
    width: upload?.file.width ?? file.width ?? null,
    height: upload?.file.height ?? file.height ?? null,
    preview: upload?.preview ?? null,
    progress: upload && upload.status !== "ready" && !isRefused ? upload.progress : null,
    isRefused,
    detail: detailOf(upload, file),
  };
}

function detailOf(upload: Upload | undefined, { size, kind }: PendingFile): string {
  if (upload?.status === "uploading" && upload.progress < 1) {
    const percent = `${Math.round(upload.progress * 100)} %`;
    return kind === "image" || kind === "video" ? percent : `${percent} of ${formatSize(size)}`;
  }
  if (upload?.status === "stalled") return upload.error ?? "Waiting";
  return upload?.status === "refused" ? "Refused" : formatSize(size);
}
