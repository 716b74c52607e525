"use client";

import { DownloadButton } from "@/components/messages/files/document-file";
import { FileIcon } from "@/components/messages/files/file-icon";
import { FileName } from "@/components/messages/files/file-name";
import { Time } from "@/components/ui/time";
import { formatSize } from "@/lib/files/format";
import type { RoomFilesPage } from "@/lib/files/schema";
import type { MessagePlace } from "@/lib/messages/address";

type Props = { files: RoomFilesPage["files"]; onJump: (place: MessagePlace) => void };

/** The documents of a room with their names. A click shows the message of a document. */
export function DocumentList({ files, onJump }: Props) {
  return (
    <ul>
      {files.map(({ file, author, sentAt, ...place }) => (
        <li key={file.id} className="flex items-center gap-1 rounded-control pe-1 hover:bg-accent">
          <button
            type="button"
            onClick={() => onJump(place)}
            aria-label={`Go to the message with ${file.name}`}
            className="flex min-w-0 flex-1 items-center gap-2.5 rounded-control px-2 py-1.5 text-start -outline-offset-2"
          >
            <FileIcon file={file} />
            <span className="min-w-0 flex-1 text-sm leading-5">
              <FileName name={file.name} />
              <span className="block truncate text-xs text-muted-foreground">
                {formatSize(file.size)} · <Time iso={sentAt} mode="short" /> · <bdi>{author.displayName}</bdi>
              </span>
            </span>
          </button>
          <DownloadButton file={file} />
        </li>
      ))}
    </ul>
  );
}
