"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import { FileTile } from "@/components/ui/file-tile";
import { formatSize } from "@/lib/files/format";
import { messageOwner } from "@/lib/messages/outbox-db";
import { loadUploads } from "@/lib/messages/outboxes";
import type { PendingMessage } from "@/lib/messages/timeline";
import type { Uploads } from "@/lib/uploads/client";
import type { Upload } from "@/lib/uploads/client-file";
import { useConversation } from "./conversation-context";

const NONE: readonly Upload[] = [];
const unheard = () => () => {};

/** The files of an unsent message, and how far each is. */
export function PendingFiles({ viewerId, pending }: { viewerId: string; pending: PendingMessage }) {
  const [uploads, setUploads] = useState<Uploads | null>(null);
  useEffect(() => {
    void loadUploads().then(
      (module) => setUploads(module.uploadsOf(viewerId)),
      () => {},
    );
  }, [viewerId]);
  const owner = messageOwner(pending.clientId);
  const { takeBack } = useConversation();
  const list = useSyncExternalStore(uploads?.subscribe ?? unheard, () => uploads?.listOf(owner) ?? NONE);
  // Once they are there, the message is on its way itself.
  const canCancel = pending.status === "sending" && list.some(({ status }) => status !== "ready");
  return (
    <ul aria-label="Files" className="flex flex-wrap gap-3 py-1.5">
      {pending.files?.map(({ id, name, size, kind }) => {
        const upload = list.find(({ file }) => file.id === id);
        return (
          <li key={id}>
            <FileTile
              kind={kind}
              name={name}
              detail={detailOf(upload, size)}
              preview={upload?.preview ?? null}
              progress={upload && upload.status !== "ready" && upload.status !== "refused" ? upload.progress : null}
              isFailed={upload?.status === "refused"}
            />
          </li>
        );
      })}
      {canCancel && (
        <li className="flex h-20 items-center">
          <Button size="sm" variant="outline" aria-label="Cancel sending, and edit" onClick={() => takeBack(pending)}>
            Cancel
          </Button>
        </li>
      )}
    </ul>
  );
}

function detailOf(upload: Upload | undefined, size: number): string {
  if (upload?.status === "uploading" && upload.progress < 1)
    return `${Math.round(upload.progress * 100)} % of ${formatSize(size)}`;
  if (upload?.status === "stalled") return upload.error ?? "Waiting";
  return upload?.status === "refused" ? "Refused" : formatSize(size);
}
