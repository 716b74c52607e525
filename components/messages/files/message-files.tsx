"use client";

import type { Message } from "@/lib/messages/schema";
import { useConversation } from "../conversation-context";
import { AudioFile } from "./audio-file";
import { DocumentFile } from "./document-file";
import { openLightbox } from "./lightbox-store";
import { Pictures } from "./pictures";
import { shownOf } from "./shown";
import { VideoFile } from "./video-file";

/** What a message shares, below its words: pictures first, each kind in its sender's order. */
export function MessageFiles({ message }: { message: Message }) {
  const { listMessages } = useConversation();
  const { files } = message;
  const pictures = files.filter((file) => file.kind === "image");
  return (
    <div className="flex flex-col items-start gap-1.5 py-1">
      <Pictures
        files={pictures}
        onOpen={(file) => openLightbox({ items: shownOf(listMessages()), fileId: file.id, roomId: message.roomId })}
      />
      {files.map((file) => file.kind === "video" && <VideoFile key={file.id} file={file} />)}
      {files.map((file) => file.kind === "audio" && <AudioFile key={file.id} file={file} />)}
      {files.map((file) => file.kind === "document" && <DocumentFile key={file.id} file={file} />)}
    </div>
  );
}
