import type { MessageFile } from "@/lib/files/message-file";
import { AudioFile } from "./audio-file";
import { DocumentFile } from "./document-file";
import { VideoFile } from "./video-file";

/** The files of a message that are no pictures, each kind in its sender's order. */
export function OtherFiles({ files }: { files: MessageFile[] }) {
  return (
    <>
      {files.map((file) => file.kind === "video" && <VideoFile key={file.id} file={file} />)}
      {files.map((file) => file.kind === "audio" && <AudioFile key={file.id} file={file} />)}
      {files.map((file) => file.kind === "document" && <DocumentFile key={file.id} file={file} />)}
    </>
  );
}
